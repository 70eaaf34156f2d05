package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.Resource;
import dev.aileron.asl.model.Scope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What whoever runs an execution is to do. A ticket names the effect in the events that answer. */
public sealed interface Effect {

  /**
   * Call a service; answer with {@link Event.TaskStarted}, {@link Event.TaskSubmitted}, {@link
   * Event.TaskSucceeded} and so on. Time limits are watched by the execution itself.
   *
   * @param state the Task's name
   * @param attempt 0 at first, then the number of the retry
   * @param taskToken what others may answer with; null: nobody may
   * @param timeoutSeconds how long it may take; null: no bound
   * @param heartbeatSeconds how long it may be silent; null: no bound
   * @param credentials what to call it with; null: the execution's role
   */
  record Call(
      long ticket,
      String state,
      int attempt,
      Resource resource,
      JsonNode arguments,
      @Nullable String taskToken,
      @Nullable Long timeoutSeconds,
      @Nullable Long heartbeatSeconds,
      @Nullable JsonNode credentials)
      implements Effect {}

  /** Send {@link Event.Tick} then. {@link Execution#nextWakeUp} tells the same of all branches. */
  record WakeUp(Instant at) implements Effect {}

  /**
   * Read a distributed Map's items; answer with {@link Event.ItemsRead}.
   *
   * @param config ReaderConfig, as written
   * @param maxItems read no more; null: all
   */
  record ReadItems(
      long ticket,
      String state,
      Resource resource,
      JsonNode arguments,
      JsonNode config,
      @Nullable Long maxItems)
      implements Effect {}

  /**
   * Start a child execution; answer with {@link Event.ChildSucceeded} or {@link Event.ChildFailed}.
   *
   * @param processor its states
   * @param express whether it is an Express execution
   */
  record StartChild(
      long ticket,
      String state,
      String mapRunArn,
      int index,
      Scope processor,
      boolean express,
      JsonNode input)
      implements Effect {}

  /** Write a distributed Map's results; answer with {@link Event.ResultsWritten}. */
  record WriteResults(
      long ticket,
      String state,
      String mapRunArn,
      Resource resource,
      JsonNode arguments,
      JsonNode config,
      JsonNode results)
      implements Effect {}

  /** Nobody waits any more for what that ticket names. */
  record Cancel(long ticket) implements Effect {}
}
