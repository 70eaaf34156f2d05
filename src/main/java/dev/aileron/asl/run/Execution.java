package dev.aileron.asl.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution stands, whole: an immutable value that Jackson writes and reads, so that an
 * execution can be stored after any step and gone on with elsewhere. Its size follows from the
 * payloads it holds; the history is handed out step by step and not kept.
 *
 * @param identity who it is
 * @param status how far it is
 * @param root where its states stand
 * @param lastEventId the id of the newest history event
 * @param lastTicket the newest ticket given to an effect
 * @param seed where its random values go on
 * @param timeoutAt when it has taken too long, in milliseconds since the epoch; null: never
 * @param output what it gave; null unless it succeeded
 * @param error why it failed; null unless it did, and if the failure has no name
 * @param cause more about that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Execution(
    Identity identity,
    Status status,
    Branch root,
    long lastEventId,
    long lastTicket,
    long seed,
    @Nullable Long timeoutAt,
    @Nullable JsonNode output,
    @Nullable String error,
    @Nullable String cause) {

  /** As in Step Functions. */
  public enum Status {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
  }

  @JsonIgnore
  public boolean isRunning() {
    return status == Status.RUNNING;
  }

  /** Whether it can go on at once: {@link Event.Proceed} is what it wants next. */
  @JsonIgnore
  public boolean isReady() {
    return isRunning() && root.isReady();
  }

  /** When it wants {@link Event.Tick} at the latest; empty if it waits for answers only. */
  @JsonIgnore
  public Optional<Instant> nextWakeUp() {
    if (!isRunning()) {
      return Optional.empty();
    }
    OptionalLong branches = root.nextWakeUp();
    long at =
        Math.min(branches.orElse(Long.MAX_VALUE), timeoutAt == null ? Long.MAX_VALUE : timeoutAt);
    return at == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }
}
