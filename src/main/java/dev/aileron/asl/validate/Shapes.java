package dev.aileron.asl.validate;

import static dev.aileron.asl.validate.Dialect.JSONATA;
import static dev.aileron.asl.validate.Dialect.JSONPATH;
import static dev.aileron.asl.validate.Field.MAX_SECONDS;
import static dev.aileron.asl.validate.ValueKind.ARRAY;
import static dev.aileron.asl.validate.ValueKind.BOOLEAN;
import static dev.aileron.asl.validate.ValueKind.CONDITION;
import static dev.aileron.asl.validate.ValueKind.EXPRESSIBLE_TEXT;
import static dev.aileron.asl.validate.ValueKind.FIXED_INTEGER;
import static dev.aileron.asl.validate.ValueKind.FIXED_NUMBER;
import static dev.aileron.asl.validate.ValueKind.INTEGER;
import static dev.aileron.asl.validate.ValueKind.NAMED_VALUES;
import static dev.aileron.asl.validate.ValueKind.OBJECT;
import static dev.aileron.asl.validate.ValueKind.PATH_OR_INTRINSIC;
import static dev.aileron.asl.validate.ValueKind.PATH_OR_NULL;
import static dev.aileron.asl.validate.ValueKind.REFERENCE_PATH;
import static dev.aileron.asl.validate.ValueKind.RESULT_PATH;
import static dev.aileron.asl.validate.ValueKind.TEMPLATE;
import static dev.aileron.asl.validate.ValueKind.TIMESTAMP;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which object has which fields: the two tables of the States Language ("State Types"), its section
 * of each state type, and what AWS added (ReaderConfig, WriterConfig, ProcessorConfig, Label).
 */
final class Shapes {
  static final Shape MACHINE =
      Shape.of(
          "a state machine",
          Field.text("Comment"),
          Field.text("StartAt").needed(),
          Field.of("States", OBJECT).needed(),
          Field.text("Version").oneOf("1.0"),
          Field.of("TimeoutSeconds", FIXED_INTEGER).between(1, MAX_SECONDS),
          Field.text("QueryLanguage").oneOf("JSONPath", "JSONata"));

  static final Shape BRANCH =
      Shape.of(
          "a branch",
          Field.text("Comment"),
          Field.text("StartAt").needed(),
          Field.of("States", OBJECT).needed());

  static final Shape PROCESSOR =
      BRANCH.called("an item processor").with(Field.of("ProcessorConfig", OBJECT));

  static final Shape PROCESSOR_CONFIG =
      Shape.of(
          "a ProcessorConfig",
          Field.text("Mode").oneOf("INLINE", "DISTRIBUTED"),
          Field.text("ExecutionType").oneOf("STANDARD", "EXPRESS"));

  static final Shape RETRIER =
      Shape.of(
          "a retrier",
          Field.text("Comment"),
          Field.of("ErrorEquals", ARRAY).needed(),
          Field.of("IntervalSeconds", FIXED_INTEGER).between(1, MAX_SECONDS),
          Field.of("MaxAttempts", FIXED_INTEGER).between(0, MAX_SECONDS),
          Field.of("BackoffRate", FIXED_NUMBER).between(1, Double.POSITIVE_INFINITY),
          Field.of("MaxDelaySeconds", FIXED_INTEGER).between(1, 31_622_400),
          Field.text("JitterStrategy").oneOf("FULL", "NONE"));

  static final Shape CATCHER =
      Shape.of(
          "a catcher",
          Field.text("Comment"),
          Field.of("ErrorEquals", ARRAY).needed(),
          Field.text("Next").needed(),
          Field.of("ResultPath", RESULT_PATH).in(JSONPATH),
          Field.of("Output", TEMPLATE).in(JSONATA),
          Field.of("Assign", OBJECT));

  private static final Shape STATE =
      Shape.of(
          "a state",
          Field.text("Type").needed(),
          Field.text("Comment"),
          Field.text("QueryLanguage").oneOf("JSONPath", "JSONata"));

  private static final Shape WITH_PATHS =
      STATE.with(
          Field.of("InputPath", PATH_OR_NULL).in(JSONPATH),
          Field.of("OutputPath", PATH_OR_NULL).in(JSONPATH),
          Field.of("Output", TEMPLATE).in(JSONATA));

  private static final Shape ASSIGNING = WITH_PATHS.with(Field.of("Assign", OBJECT));

  private static final Shape GOING_ON =
      ASSIGNING.with(Field.text("Next"), Field.of("End", BOOLEAN));

  private static final Shape WITH_RESULT =
      GOING_ON.with(
          Field.of("ResultSelector", TEMPLATE).in(JSONPATH),
          Field.of("ResultPath", RESULT_PATH).in(JSONPATH),
          Field.of("Parameters", TEMPLATE).in(JSONPATH),
          Field.of("Retry", ARRAY),
          Field.of("Catch", ARRAY));

  private static final Map<StateType, Shape> STATES = states();

  /** A test of a JSONPath Choice state; its fields have rules of their own. */
  static final Shape TEST = Shape.of("a choice rule");

  private Shapes() {}

  /** What a state of that type may have; of a type that there is not, what every state may. */
  static Shape state(@Nullable StateType type) {
    Shape shape = type == null ? null : STATES.get(type);
    return shape == null ? STATE : shape;
  }

  private static Map<StateType, Shape> states() {
    Map<StateType, Shape> shapes = new EnumMap<>(StateType.class);
    shapes.put(StateType.TASK, task());
    shapes.put(
        StateType.PASS,
        GOING_ON
            .called("a Pass state")
            .with(
                Field.any("Result").in(JSONPATH),
                Field.of("ResultPath", RESULT_PATH).in(JSONPATH),
                Field.of("Parameters", TEMPLATE).in(JSONPATH)));
    shapes.put(
        StateType.CHOICE,
        ASSIGNING
            .called("a Choice state")
            .with(Field.of("Choices", ARRAY).needed(), Field.text("Default")));
    shapes.put(
        StateType.WAIT,
        GOING_ON
            .called("a Wait state")
            .with(
                Field.of("Seconds", INTEGER).between(0, MAX_SECONDS),
                Field.of("SecondsPath", REFERENCE_PATH).in(JSONPATH),
                Field.of("Timestamp", TIMESTAMP),
                Field.of("TimestampPath", REFERENCE_PATH).in(JSONPATH)));
    shapes.put(StateType.SUCCEED, WITH_PATHS.called("a Succeed state"));
    shapes.put(
        StateType.FAIL,
        STATE
            .called("a Fail state")
            .with(
                Field.of("Error", EXPRESSIBLE_TEXT),
                Field.of("ErrorPath", PATH_OR_INTRINSIC).in(JSONPATH),
                Field.of("Cause", EXPRESSIBLE_TEXT),
                Field.of("CausePath", PATH_OR_INTRINSIC).in(JSONPATH))
            .notBoth("Error", "ErrorPath")
            .notBoth("Cause", "CausePath"));
    shapes.put(
        StateType.PARALLEL,
        WITH_RESULT
            .called("a Parallel state")
            .with(
                Field.of("Branches", ARRAY).needed(), Field.of("Arguments", TEMPLATE).in(JSONATA)));
    shapes.put(StateType.MAP, MapShapes.map(WITH_RESULT));
    return shapes;
  }

  private static Shape task() {
    return WITH_RESULT
        .called("a Task state")
        .with(
            Field.text("Resource").needed(),
            Field.of("Arguments", TEMPLATE).in(JSONATA),
            Field.of("Credentials", NAMED_VALUES),
            Field.of("TimeoutSeconds", INTEGER).between(1, MAX_SECONDS),
            Field.of("TimeoutSecondsPath", REFERENCE_PATH).in(JSONPATH),
            Field.of("HeartbeatSeconds", INTEGER).between(1, MAX_SECONDS),
            Field.of("HeartbeatSecondsPath", REFERENCE_PATH).in(JSONPATH))
        .notBoth("TimeoutSeconds", "TimeoutSecondsPath")
        .notBoth("HeartbeatSeconds", "HeartbeatSecondsPath");
  }

  /** A rule of a JSONata Choice state. */
  static final Shape CONDITION_RULE =
      Shape.of(
          "a choice rule",
          Field.text("Comment"),
          Field.text("Next").needed(),
          Field.of("Condition", CONDITION).needed(),
          Field.of("Assign", OBJECT),
          Field.of("Output", TEMPLATE));
}
