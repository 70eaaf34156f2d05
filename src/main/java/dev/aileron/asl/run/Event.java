package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an execution. Each tells the time; a ticket names the {@link Effect} it answers.
 * An event that answers nothing, because the execution has moved on, changes nothing.
 */
public sealed interface Event {

  Instant at();

  /** Go on: every branch that is ready enters its state. */
  record Proceed(Instant at) implements Event {}

  /** Time has passed: what was due by now is done. */
  record Tick(Instant at) implements Event {}

  /**
   * The call has reached whoever carries it out.
   *
   * @param worker the name of an activity's worker; null otherwise
   */
  record TaskStarted(Instant at, long ticket, @Nullable String worker) implements Event {}

  /** The job has been started, or the token handed out: the service's response to that. */
  record TaskSubmitted(Instant at, long ticket, JsonNode output) implements Event {}

  /** The call is over. */
  record TaskSucceeded(Instant at, long ticket, JsonNode output) implements Event {}

  /** The call has failed. */
  record TaskFailed(Instant at, long ticket, @Nullable String error, @Nullable String cause)
      implements Event {}

  /** The call has taken longer than the service allows, whatever the state says. */
  record TaskTimedOut(Instant at, long ticket, @Nullable String error, @Nullable String cause)
      implements Event {}

  /** Whoever carries out the call is still at it. */
  record TaskHeartbeat(Instant at, long ticket) implements Event {}

  /** The items are there, an array. */
  record ItemsRead(Instant at, long ticket, JsonNode items) implements Event {}

  /** A child execution is over. */
  record ChildSucceeded(Instant at, long ticket, JsonNode output) implements Event {}

  record ChildFailed(Instant at, long ticket, @Nullable String error, @Nullable String cause)
      implements Event {}

  /** The results are written: what the state gives instead. */
  record ResultsWritten(Instant at, long ticket, JsonNode output) implements Event {}

  /** Reading items, or writing results, has failed. */
  record TransferFailed(Instant at, long ticket, @Nullable String cause) implements Event {}

  /** Somebody stops the execution. */
  record Stop(Instant at, @Nullable String error, @Nullable String cause) implements Event {}
}
