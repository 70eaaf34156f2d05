package dev.aileron.asl.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One line of states: the execution itself, a branch of a Parallel, an iteration of a Map.
 *
 * @param state the state it is in, or enters next
 * @param input what that state is given
 * @param variables what has been assigned in this branch; branches inside see it too
 * @param previousEventId the newest history event of this branch
 * @param phase what it is doing
 */
public record Branch(
    String state,
    JsonNode input,
    Map<String, JsonNode> variables,
    long previousEventId,
    Phase phase) {

  Branch with(Phase next) {
    return new Branch(state, input, variables, previousEventId, next);
  }

  Branch after(long eventId) {
    return new Branch(state, input, variables, eventId, phase);
  }

  Branch with(Map<String, JsonNode> assigned) {
    return new Branch(state, input, assigned, previousEventId, phase);
  }

  @JsonIgnore
  boolean isReady() {
    return switch (phase) {
      case Phase.Ready r -> true;
      case Phase.Forked f -> f.branches().stream().anyMatch(Branch::isReady);
      case Phase.Mapping m -> m.active().stream().anyMatch(i -> i.branch().isReady());
      default -> false;
    };
  }

  OptionalLong nextWakeUp() {
    return switch (phase) {
      case Phase.Sleeping s -> OptionalLong.of(s.until());
      case Phase.Retrying r -> OptionalLong.of(r.at());
      case Phase.Calling c -> c.deadline();
      case Phase.Forked f ->
          f.branches().stream().map(Branch::nextWakeUp).flatMapToLong(OptionalLong::stream).min();
      case Phase.Mapping m ->
          m.active().stream()
              .map(i -> i.branch().nextWakeUp())
              .flatMapToLong(OptionalLong::stream)
              .min();
      default -> OptionalLong.empty();
    };
  }
}
