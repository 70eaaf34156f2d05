package dev.aileron.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.StateMachine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Map and Parallel: order, failures, and child executions. */
class MapsTest {
  private static final String FAILS_ON_2 =
      """
      {'StartAt': 'Is2', 'States': {
        'Is2': {'Type': 'Choice', 'Choices': [{'Variable': '$', 'NumericEquals': 2, 'Next': 'No'}], 'Default': 'Yes'},
        'No': {'Type': 'Fail', 'Error': 'Two', 'Cause': 'it is 2'},
        'Yes': {'Type': 'Pass', 'End': true}}%s}
      """;

  private static final String PASSES_ON =
      "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}%s}";

  private static final String DISTRIBUTED =
      ", 'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}";

  private final List<Effect> effects = new ArrayList<>();
  private final List<String> types = new ArrayList<>();

  private static JsonNode json(String text) {
    try {
      return Driver.JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Execution run(
      String state, String input, BiFunction<Effect, Instant, List<Event>> answers) {
    String definition = "{'StartAt': 'M', 'States': {'M': " + state + "}}";
    Driver driver = new Driver(answers::apply);
    Execution execution = driver.run(StateMachine.of(json(definition)), json(input));
    effects.addAll(driver.effects());
    driver.history().forEach(event -> types.add(event.type()));
    return execution;
  }

  private Execution run(String state, String input) {
    return run(state, input, (effect, now) -> List.of());
  }

  private static String map(String processor, String more) {
    return "{'Type': 'Map', 'End': true, 'ItemProcessor': " + processor + more + "}";
  }

  @Test
  void noItemsGiveAnEmptyList() {
    Execution execution = run(map(FAILS_ON_2.formatted(""), ""), "[]");
    assertThat(execution.output()).isEqualTo(json("[]"));
    assertThat(types).containsSubsequence("MapStateStarted", "MapStateSucceeded", "MapStateExited");
  }

  @Test
  void anObjectWrittenOutAsItemsIsProcessedByPairs() {
    Execution execution =
        run(
            """
            {'Type': 'Map', 'QueryLanguage': 'JSONata', 'End': true, 'Items': {'a': 1, 'b': '{% $states.input %}'},
             'ItemProcessor': {'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}}}
            """,
            "2");
    assertThat(execution.output())
        .isEqualTo(json("[{'Key': 'a', 'Value': 1}, {'Key': 'b', 'Value': 2}]"));
  }

  @Test
  void iterationsRunAsManyAtATimeAsAllowed() {
    Execution execution =
        run(
            map(
                "{'StartAt': 'W', 'States': {'W': {'Type': 'Wait', 'Seconds': 10, 'End': true}}}",
                ", 'MaxConcurrency': 2"),
            "[1, 2, 3, 4, 5]");
    assertThat(execution.output()).isEqualTo(json("[1, 2, 3, 4, 5]"));
    assertThat(types.stream().limit(types.indexOf("WaitStateEntered")))
        .filteredOn(type -> type.equals("MapIterationStarted"))
        .hasSize(2);
  }

  @Test
  void oneFailureFailsTheMapAndAbortsTheOthers() {
    Execution execution =
        run(
            map(
                """
                {'StartAt': 'P', 'States': {'P': {'Type': 'Parallel', 'End': true, 'Branches': [
                  {'StartAt': 'T', 'States': {'T': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'End': true}}},
                  {'StartAt': 'W', 'States': {'W': {'Type': 'Wait', 'Seconds': 10, 'End': true}}},
                  {'StartAt': 'Q', 'States': {'Q': {'Type': 'Pass', 'End': true}}}]}}}
                """,
                ""),
            "[1, 2]",
            (effect, now) ->
                effect instanceof Effect.Call call && call.arguments().intValue() == 2
                    ? List.of(new Event.TaskFailed(now, call.ticket(), "Boom", null))
                    : List.of());
    assertThat(execution.error()).isEqualTo("Boom");
    assertThat(types)
        .contains("ParallelStateFailed", "MapIterationFailed", "MapIterationAborted")
        .contains("WaitStateAborted", "TaskStateAborted", "ParallelStateAborted", "MapStateFailed");
    assertThat(effects).filteredOn(e -> e instanceof Effect.Cancel).hasSize(1);
  }

  @Test
  void aMapInsideAMapIsAbortedWithIt() {
    Execution execution =
        run(
            """
            {'Type': 'Parallel', 'End': true, 'Branches': [
              {'StartAt': 'F', 'States': {'F': {'Type': 'Wait', 'Seconds': 1, 'Next': 'G'}, 'G': {'Type': 'Fail', 'Error': 'E'}}},
              {'StartAt': 'N', 'States': {'N': {'Type': 'Map', 'End': true, 'ItemProcessor':
                 {'StartAt': 'X', 'States': {'X': {'Type': 'Wait', 'Seconds': 99, 'End': true}}}}}},
              {'StartAt': 'R', 'States': {'R': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'End': true,
                 'Retry': [{'ErrorEquals': ['Boom'], 'IntervalSeconds': 50}]}}},
              {'StartAt': 'D', 'States': {'D': {'Type': 'Map', 'End': true, 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject'},
                 'ItemProcessor': {'StartAt': 'Y', 'ProcessorConfig': {'Mode': 'DISTRIBUTED'}, 'States': {'Y': {'Type': 'Succeed'}}}}}}]}
            """,
            "[1, 2]",
            (effect, now) ->
                effect instanceof Effect.Call call
                    ? List.of(new Event.TaskFailed(now, call.ticket(), "Boom", null))
                    : List.of());
    assertThat(execution.error()).isEqualTo("E");
    assertThat(types).filteredOn(t -> t.equals("MapIterationAborted")).hasSize(2);
    assertThat(types).filteredOn(t -> t.equals("MapStateAborted")).hasSize(2);
    assertThat(types).contains("TaskStateAborted");
  }

  @Test
  void toleratedFailuresLeaveNull() {
    Execution execution =
        run(map(FAILS_ON_2.formatted(""), ", 'ToleratedFailureCount': 1"), "[1, 2, 3]");
    assertThat(execution.output()).isEqualTo(json("[1, null, 3]"));
    assertThat(types).contains("MapIterationFailed").doesNotContain("MapStateFailed");
  }

  @Test
  void anErrorThatNothingCanHelpPassesThrough() {
    String processor =
        "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'InputPath': '$.none', 'End': true}}}";
    Execution map =
        run(map(processor, ", 'Catch': [{'ErrorEquals': ['States.ALL'], 'Next': 'M'}]"), "[{}]");
    assertThat(map.error()).isEqualTo("States.Runtime");
    Execution parallel =
        run("{'Type': 'Parallel', 'End': true, 'Branches': [" + processor + "]}", "{}");
    assertThat(parallel.error()).isEqualTo("States.Runtime");
  }

  @Test
  void childExecutionsProcessBatches() {
    Execution execution =
        run(
            map(
                "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}"
                    + DISTRIBUTED
                    + "}",
                """
                , 'Label': 'all', 'MaxConcurrency': 1,
                'ItemBatcher': {'MaxItemsPerBatch': 2, 'BatchInput': {'of.$': '$$.Execution.Name'}}
                """),
            "[1, 2, 3]");
    assertThat(execution.output())
        .isEqualTo(
            json(
                """
                [{'BatchInput': {'of': 'run'}, 'Items': [1, 2]},
                 {'BatchInput': {'of': 'run'}, 'Items': [3]}]
                """));
    assertThat(types).contains("MapRunStarted", "MapRunSucceeded");
    assertThat(effects)
        .filteredOn(e -> e instanceof Effect.StartChild)
        .allSatisfy(e -> assertThat(((Effect.StartChild) e).mapRunArn()).contains("/all:"));
  }

  @Test
  void batchesKeepToTheirBytes() {
    Execution execution =
        run(
            map(
                "{'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}"
                    + DISTRIBUTED
                    + "}",
                ", 'ItemBatcher': {'MaxInputBytesPerBatch': 12}"),
            "['aaa', 'bbb', 'ccc']");
    assertThat(execution.output())
        .isEqualTo(json("[{'Items': ['aaa', 'bbb']}, {'Items': ['ccc']}]"));
  }

  @Test
  void tooManyFailedChildrenFailTheMap() {
    Execution execution = run(map(FAILS_ON_2.formatted(DISTRIBUTED), ""), "[1, 2, 3]");
    assertThat(execution.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
    assertThat(types).containsSubsequence("MapRunFailed", "MapStateFailed", "ExecutionFailed");
  }

  @Test
  void aShareOfChildrenMayFail() {
    Execution execution =
        run(
            map(FAILS_ON_2.formatted(DISTRIBUTED), ", 'ToleratedFailurePercentage': 34"),
            "[1, 2, 3]");
    assertThat(execution.output()).isEqualTo(json("[1, null, 3]"));
  }

  @Test
  void itemsAreReadAndResultsWritten() {
    Execution execution =
        run(
            map(
                FAILS_ON_2.formatted(DISTRIBUTED),
                """
                , 'ItemSelector': {'n.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index'},
                'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'Parameters': {'Bucket.$': '$.bucket'},
                               'ReaderConfig': {'InputType': 'JSON', 'MaxItems': 2}},
                'ResultWriter': {'Resource': 'arn:aws:states:::s3:putObject', 'Parameters': {'Bucket.$': '$.bucket'}}
                """),
            "{'bucket': 'b'}",
            (effect, now) ->
                switch (effect) {
                  case Effect.ReadItems read ->
                      List.of(new Event.ItemsRead(now, read.ticket(), json("[5, 6, 7]")));
                  case Effect.WriteResults write ->
                      List.of(
                          new Event.ResultsWritten(
                              now,
                              write.ticket(),
                              json("{'written': " + write.results().size() + "}")));
                  default -> List.of();
                });
    assertThat(execution.output()).isEqualTo(json("{'written': 2}"));
    assertThat(effects)
        .filteredOn(e -> e instanceof Effect.ReadItems)
        .singleElement()
        .satisfies(e -> {
          Effect.ReadItems read = (Effect.ReadItems) e;
          assertThat(read.arguments()).isEqualTo(json("{'Bucket': 'b'}"));
          assertThat(read.maxItems()).isEqualTo(2);
        });
    assertThat(effects)
        .filteredOn(e -> e instanceof Effect.StartChild)
        .extracting(e -> ((Effect.StartChild) e).input())
        .containsExactly(json("{'n': 5, 'i': 0}"), json("{'n': 6, 'i': 1}"));
  }

  @Test
  void whatCannotBeReadOrWrittenFailsTheMap() {
    String reading = ", 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject'}";
    Execution unread =
        run(
            map(FAILS_ON_2.formatted(DISTRIBUTED), reading),
            "{}",
            (effect, now) ->
                effect instanceof Effect.ReadItems read
                    ? List.of(new Event.TransferFailed(now, read.ticket(), "no such bucket"))
                    : List.of());
    assertThat(unread.error()).isEqualTo("States.ItemReaderFailed");
    assertThat(unread.cause()).isEqualTo("no such bucket");

    Execution noList =
        run(
            map(FAILS_ON_2.formatted(DISTRIBUTED), reading),
            "{}",
            (effect, now) ->
                effect instanceof Effect.ReadItems read
                    ? List.of(new Event.ItemsRead(now, read.ticket(), json("1")))
                    : List.of());
    assertThat(noList.error()).isEqualTo("States.ItemReaderFailed");

    Execution unwritten =
        run(
            map(
                FAILS_ON_2.formatted(DISTRIBUTED),
                ", 'ResultWriter': {'Resource': 'arn:aws:states:::s3:putObject'}"),
            "[1]",
            (effect, now) ->
                effect instanceof Effect.WriteResults write
                    ? List.of(new Event.TransferFailed(now, write.ticket(), "denied"))
                    : List.of());
    assertThat(unwritten.error()).isEqualTo("States.ResultWriterFailed");
  }

  @Test
  void iterationsSeeTheVariablesAroundThem() {
    Execution execution =
        run(
            """
            {'Type': 'Pass', 'Assign': {'factor': 3}, 'Next': 'N'},
            'N': {'Type': 'Map', 'End': true, 'ItemsPath': '$.list', 'ItemProcessor':
              {'StartAt': 'X', 'States': {
                 'X': {'Type': 'Pass', 'Assign': {'own.$': '$'}, 'Next': 'Y'},
                 'Y': {'Type': 'Pass', 'Parameters': {'f.$': '$factor', 'o.$': '$own'}, 'End': true}}}}
            """,
            "{'list': [1, 2]}");
    assertThat(execution.output()).isEqualTo(json("[{'f': 3, 'o': 1}, {'f': 3, 'o': 2}]"));
  }

  @Test
  void withBothTolerancesExceedingEitherFails() {
    String both = ", 'ToleratedFailureCount': %d, 'ToleratedFailurePercentage': %d";
    String map = map(FAILS_ON_2.formatted(DISTRIBUTED), both);
    String failed = "States.ExceedToleratedFailureThreshold";
    assertThat(run(map.formatted(1, 50), "[1, 2, 3]").error()).isNull();
    assertThat(run(map.formatted(0, 50), "[1, 2, 3]").error()).isNull();
    assertThat(run(map.formatted(1, 50), "[2, 2, 3, 4, 5]").error()).isEqualTo(failed);
    assertThat(run(map.formatted(0, 0), "[1, 2, 3]").error()).isEqualTo(failed);
    assertThat(run(map.formatted(1, 30), "[1, 2, 3]").error()).isEqualTo(failed);
  }

  @Test
  void aFailedBatchCountsWithAllOfItsItems() {
    String batches =
        map(
            "{'StartAt': 'No', 'States': {'No': {'Type': 'Fail'}}" + DISTRIBUTED + "}",
            ", 'ItemBatcher': {'MaxItemsPerBatch': 3}, 'ToleratedFailureCount': %d");
    assertThat(run(batches.formatted(3), "[1, 2, 3]").error()).isNull();
    assertThat(run(batches.formatted(2), "[1, 2, 3]").error())
        .isEqualTo("States.ExceedToleratedFailureThreshold");
  }

  @Test
  void aWriterWithoutResourceShapesTheOutput() {
    String writer =
        ", 'ResultWriter': {'WriterConfig': {'OutputType': 'JSON', 'Transformation': '%s'}}";
    String map = map(PASSES_ON.formatted(DISTRIBUTED), writer + ", 'ToleratedFailureCount': 1");
    assertThat(run(map.formatted("FLATTEN"), "[[1, 2], 3, [[4]]]").output())
        .isEqualTo(json("[1, 2, 3, [4]]"));
    assertThat(run(map.formatted("COMPACT"), "[[1, 2], 3]").output())
        .isEqualTo(json("[[1, 2], 3]"));
    assertThat(run(map.formatted("NONE"), "[7]").output())
        .isEqualTo(
            json(
                """
                [{'Input': '7', 'InputDetails': {'Included': true}, 'Status': 'SUCCEEDED',
                  'Output': '7', 'OutputDetails': {'Included': true}}]
                """));
    String fails = map(FAILS_ON_2.formatted(DISTRIBUTED), writer + ", 'ToleratedFailureCount': 1");
    assertThat(run(fails.formatted("FLATTEN"), "[1, 2]").output())
        .isEqualTo(
            json(
                """
                [1, {'Input': '2', 'InputDetails': {'Included': true}, 'Status': 'FAILED',
                     'Error': 'Two', 'Cause': 'it is 2'}]
                """));
  }

  @Test
  void anObjectsItemsAreItsFields() {
    String plain = map(PASSES_ON.formatted(""), "");
    assertThat(run(plain, "{'b': 2, 'a': [1]}").output())
        .isEqualTo(json("[{'Key': 'b', 'Value': 2}, {'Key': 'a', 'Value': [1]}]"));
    String selector =
        """
        , 'ItemSelector': {'k.$': '$$.Map.Item.Key', 'v.$': '$$.Map.Item.Value', 'i.$': '$$.Map.Item.Index'}
        """;
    for (String mode : List.of("", DISTRIBUTED)) {
      assertThat(run(map(PASSES_ON.formatted(mode), selector), "{'b': 2}").output())
          .isEqualTo(json("[{'k': 'b', 'v': 2, 'i': 0}]"));
    }
    assertThat(
            run(
                    map(PASSES_ON.formatted(""), ", 'QueryLanguage': 'JSONata'")
                        .replace("'Type': 'Pass'", "'Type': 'Pass', 'QueryLanguage': 'JSONata'"),
                    "{'b': 2}")
                .error())
        .isEqualTo("States.QueryEvaluationError");
  }

  @Test
  void anItemReaderMapTakesAnyConcurrency() {
    Execution execution =
        run(
            map(
                PASSES_ON.formatted(DISTRIBUTED),
                ", 'MaxConcurrencyPath': '$.n', 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject'}"),
            "{'n': 4294967296}",
            (effect, now) ->
                effect instanceof Effect.ReadItems read
                    ? List.of(new Event.ItemsRead(now, read.ticket(), json("{'a': 1}")))
                    : List.of());
    assertThat(execution.output()).isEqualTo(json("[{'Key': 'a', 'Value': 1}]"));
  }
}
