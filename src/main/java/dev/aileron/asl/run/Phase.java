package dev.aileron.asl.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** What a branch is doing. Times are milliseconds since the epoch. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(Phase.Ready.class),
  @JsonSubTypes.Type(Phase.Sleeping.class),
  @JsonSubTypes.Type(Phase.Retrying.class),
  @JsonSubTypes.Type(Phase.Calling.class),
  @JsonSubTypes.Type(Phase.Forked.class),
  @JsonSubTypes.Type(Phase.Mapping.class),
  @JsonSubTypes.Type(Phase.Reading.class),
  @JsonSubTypes.Type(Phase.Distributing.class),
  @JsonSubTypes.Type(Phase.Writing.class),
  @JsonSubTypes.Type(Phase.Done.class),
  @JsonSubTypes.Type(Phase.Failed.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Phase {

  /** About to enter its state. */
  record Ready() implements Phase {}

  /** In a Wait. */
  record Sleeping(Entry entry, long until) implements Phase {}

  /** Until a failed state is tried again. */
  record Retrying(Entry entry, long at) implements Phase {}

  /**
   * In a Task.
   *
   * @param ticket names the call in effects and events
   * @param started whether the history says so
   * @param taskToken what it can be answered with; null: nothing
   * @param timeoutAt when it has taken too long; null: never
   * @param heartbeatSeconds how long it may be silent; null: for ever
   * @param heartbeatAt when it has been silent too long; null: never
   */
  record Calling(
      Entry entry,
      long ticket,
      boolean started,
      @Nullable String taskToken,
      @Nullable Long timeoutAt,
      @Nullable Long heartbeatSeconds,
      @Nullable Long heartbeatAt)
      implements Phase {

    OptionalLong deadline() {
      return LongStream.of(
              timeoutAt == null ? Long.MAX_VALUE : timeoutAt,
              heartbeatAt == null ? Long.MAX_VALUE : heartbeatAt)
          .filter(at -> at != Long.MAX_VALUE)
          .min();
    }
  }

  /** In a Parallel: its branches in order. */
  record Forked(Entry entry, List<Branch> branches) implements Phase {
    public Forked {
      branches = List.copyOf(branches);
    }
  }

  /**
   * In an inline Map.
   *
   * @param items what is processed
   * @param keyed whether the items are the fields of an object, each with its Key and its Value
   * @param maxConcurrency how many at a time
   * @param active the iterations that run
   * @param waiting those that a redrive takes up again as soon as there is room
   * @param next the index of the first that has not begun
   * @param results what the finished ones gave, by index; null for the others and for failed ones
   * @param tolerance what of it may fail
   * @param failed the iterations that have failed, for a redrive
   */
  record Mapping(
      Entry entry,
      JsonNode items,
      boolean keyed,
      int maxConcurrency,
      List<Iteration> active,
      List<Iteration> waiting,
      int next,
      JsonNode results,
      Tolerance tolerance,
      List<Iteration> failed)
      implements Phase {
    public Mapping {
      active = List.copyOf(active);
      waiting = List.copyOf(waiting);
      failed = List.copyOf(failed);
    }

    /** The same with other iterations that run and wait, up to the first that has not begun. */
    Mapping with(List<Iteration> running, List<Iteration> resting, int first) {
      return new Mapping(
          entry, items, keyed, maxConcurrency, running, resting, first, results, tolerance, failed);
    }

    /** The same with what has become of iterations. */
    Mapping with(List<Iteration> running, JsonNode gained, List<Iteration> lost) {
      return new Mapping(
          entry, items, keyed, maxConcurrency, running, waiting, next, gained, tolerance, lost);
    }

    /** The same for a redrive: all that has not succeeded runs, or waits for room. */
    Mapping again(List<Iteration> unsuccessful) {
      int room = Math.min(maxConcurrency, unsuccessful.size());
      return new Mapping(
          entry.again(),
          items,
          keyed,
          maxConcurrency,
          unsuccessful.subList(0, room),
          unsuccessful.subList(room, unsuccessful.size()),
          next,
          results,
          tolerance,
          List.of());
    }
  }

  record Iteration(int index, Branch branch) {}

  /**
   * How many failed items a Map bears: "if you specify both values, the workflow fails when it
   * exceeds either value". Zero is the default, as in DescribeMapRun: with both zero none may fail.
   *
   * @param count so many items; 0: only the percentage bounds them
   * @param percentage so many of a hundred; 0: only the count bounds them
   */
  record Tolerance(long count, double percentage) {
    boolean exceededBy(int failed, int total) {
      boolean none = count == 0 && percentage == 0 && failed > 0;
      boolean tooMany = count > 0 && failed > count;
      boolean tooLarge = percentage > 0 && failed * 100.0 > percentage * total;
      return none || tooMany || tooLarge;
    }
  }

  /** In a distributed Map whose items are being read. */
  record Reading(Entry entry, long ticket) implements Phase {}

  /**
   * In a distributed Map whose child executions run.
   *
   * @param mapRunArn names the run
   * @param batches the children's inputs
   * @param tickets those of the running children; a child's index is its ticket less the first
   * @param firstTicket the ticket of the first child
   * @param items how many items the batches have together
   * @param failed how many items were in children that have failed
   */
  record Distributing(
      Entry entry,
      String mapRunArn,
      JsonNode batches,
      int maxConcurrency,
      List<Long> tickets,
      long firstTicket,
      int next,
      JsonNode results,
      Tolerance tolerance,
      int items,
      int failed)
      implements Phase {
    public Distributing {
      tickets = List.copyOf(tickets);
    }
  }

  /** In a distributed Map whose results are being written. */
  record Writing(Entry entry, long ticket) implements Phase {}

  /** At the end of its scope. */
  record Done(JsonNode output) implements Phase {}

  /**
   * Failed: what is around it has taken note when the step is over, or there is nothing around it.
   *
   * @param everything whether nothing can help: not what is around it either
   * @param within what a Parallel or an inline Map was doing, for a redrive; null for other states
   */
  record Failed(
      @Nullable String error, @Nullable String cause, boolean everything, @Nullable Phase within)
      implements Phase {

    Failed(@Nullable String error, @Nullable String cause, boolean everything) {
      this(error, cause, everything, null);
    }
  }

  /**
   * A state that has been entered.
   *
   * @param eventId the history event of that
   * @param beforeEventId the branch's history event before
   * @param at when
   * @param retries how often it has been tried again
   * @param attempts the same by retrier
   */
  record Entry(long eventId, long beforeEventId, long at, int retries, List<Integer> attempts) {
    public Entry {
      attempts = List.copyOf(attempts);
    }

    /** For a redrive: "the retry attempt count for these states is reset to 0". */
    Entry again() {
      return new Entry(eventId, beforeEventId, at, 0, List.of());
    }
  }
}
