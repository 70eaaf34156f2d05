package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.Trail;
import dev.aileron.asl.run.Execution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of an execution.
 *
 * @param status how it ended; RUNNING if there was an obstacle
 * @param output what it gave; null unless it succeeded
 * @param error why it failed; null unless it did, and if the failure has no name
 * @param cause more about that
 * @param obstacle why it did not end; null if it did
 * @param path the states it went through
 * @param calls what it called, in order
 * @param retries how often each state was tried again; states that never were are left out
 * @param trail all states and ways it went, whatever came of them
 * @param leftOver how many answers of each state were not used up; of one that answers always, if
 *     it was never used
 * @param elapsed how long it took by its own clock
 */
public record Outcome(
    Execution.Status status,
    @Nullable JsonNode output,
    @Nullable String error,
    @Nullable String cause,
    @Nullable Obstacle obstacle,
    List<PathStep> path,
    List<Call> calls,
    Map<String, Integer> retries,
    Trail trail,
    Map<String, Integer> leftOver,
    Duration elapsed) {
  public Outcome {
    path = List.copyOf(path);
    calls = List.copyOf(calls);
  }

  /** The path as test files have it. */
  public JsonNode pathAsJson() {
    return PathStep.toJson(path);
  }
}
