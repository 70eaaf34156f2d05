package dev.aileron.asl.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A state. */
public sealed interface State {

  Flow flow();

  default String name() {
    return flow().name();
  }

  /** The word before StateEntered in the history. */
  default String type() {
    return switch (this) {
      case Pass s -> "Pass";
      case Task s -> "Task";
      case Choice s -> "Choice";
      case Wait s -> "Wait";
      case Succeed s -> "Succeed";
      case Fail s -> "Fail";
      case Parallel s -> "Parallel";
      case Map s -> "Map";
    };
  }

  /** The states that it may lead to, by name; some perhaps more than once. */
  default List<String> targets() {
    List<String> targets = new ArrayList<>();
    if (this instanceof Choice choice) {
      choice.rules().forEach(rule -> targets.add(rule.next()));
      if (choice.otherwise() != null) {
        targets.add(choice.otherwise());
      }
    }
    if (flow().next() != null) {
      targets.add(flow().next());
    }
    flow().catchers().forEach(catcher -> targets.add(catcher.next()));
    return targets;
  }

  /**
   * Gives something, without any work.
   *
   * @param result what it gives; null: what it is given
   */
  record Pass(Flow flow, @Nullable JsonNode result) implements State {}

  /**
   * Calls something.
   *
   * @param resource what to call
   * @param timeoutSeconds how long it may take; null: as long as it likes
   * @param heartbeatSeconds how long it may be silent; null: as long as it likes
   * @param credentials what to call it with; null: the machine's role
   */
  record Task(
      Flow flow,
      Resource resource,
      @Nullable Template timeoutSeconds,
      @Nullable Template heartbeatSeconds,
      @Nullable Template credentials)
      implements State {}

  /**
   * Goes one way or another.
   *
   * @param rules in the order in which they are tried
   * @param otherwise where to go if none applies; null: the execution fails
   */
  record Choice(Flow flow, List<Rule> rules, @Nullable String otherwise) implements State {}

  /**
   * One of the ways a Choice may go.
   *
   * @param test when it applies
   * @param next where it leads
   * @param output Output of a JSONata rule; null: the input
   * @param assign Assign; null: nothing
   */
  record Rule(Test test, String next, @Nullable Template output, @Nullable Template assign) {}

  /** Exactly one of both is there. */
  record Wait(Flow flow, @Nullable Template seconds, @Nullable Template timestamp)
      implements State {}

  record Succeed(Flow flow) implements State {}

  record Fail(Flow flow, @Nullable Template error, @Nullable Template cause) implements State {}

  record Parallel(Flow flow, List<Scope> branches) implements State {}

  /**
   * Does the same with each of several items.
   *
   * @param items ItemsPath or Items; null: the input
   * @param itemSelector what each item becomes; null: stays itself
   * @param processor what is done with each
   * @param distributed how child executions are made; null: none, the items are processed inline
   * @param maxConcurrency how many at a time; null: as many as possible
   * @param toleratedCount how many may fail; null: none
   * @param toleratedPercentage how many of a hundred may fail; null: none
   */
  record Map(
      Flow flow,
      @Nullable Template items,
      @Nullable Template itemSelector,
      Scope processor,
      @Nullable Distributed distributed,
      @Nullable Template maxConcurrency,
      @Nullable Template toleratedCount,
      @Nullable Template toleratedPercentage)
      implements State {}

  /**
   * How a Map starts child executions.
   *
   * @param express whether the children are Express executions
   * @param label names the map run; null: a random name
   * @param reader where the items are read; null: they are in the input
   * @param batcher how items are put together; null: each by itself
   * @param writer where results are written; null: into the output
   */
  record Distributed(
      boolean express,
      @Nullable String label,
      @Nullable External reader,
      @Nullable Batcher batcher,
      @Nullable External writer) {}

  /**
   * ItemReader or ResultWriter.
   *
   * @param resource the service's action; null for a writer that only shapes the output
   * @param arguments Parameters or Arguments; null: none
   * @param config ReaderConfig or WriterConfig, as written, an object
   * @param maxItems MaxItems or MaxItemsPath; null: all
   */
  record External(
      @Nullable Resource resource,
      @Nullable Template arguments,
      JsonNode config,
      @Nullable Template maxItems) {}

  /**
   * ItemBatcher.
   *
   * @param maxItems at most so many items in a batch; null: no bound
   * @param maxBytes at most so many bytes of input; null: no bound
   * @param input BatchInput, given to every batch; null: none
   */
  record Batcher(
      @Nullable Template maxItems, @Nullable Template maxBytes, @Nullable Template input) {}
}
