package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.Subject.Handler;
import dev.aileron.asl.validate.Subject.Handlers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules of Retry and Catch. */
final class HandlerRules {
  private static final String ALL_ERRORS = "States.ALL";
  private static final String TASK_FAILED = "States.TaskFailed";

  /** Appendix A of the States Language, and those that AWS's documents add. */
  private static final Set<String> RESERVED =
      Set.of(
          ALL_ERRORS,
          TASK_FAILED,
          "States.BranchFailed",
          "States.DataLimitExceeded",
          "States.ExceedToleratedFailureThreshold",
          "States.HeartbeatTimeout",
          "States.Http.Socket",
          "States.IntrinsicFailure",
          "States.ItemReaderFailed",
          "States.NoChoiceMatched",
          "States.ParameterPathFailure",
          "States.Permissions",
          "States.QueryEvaluationError",
          "States.ResultPathMatchFailure",
          "States.ResultWriterFailed",
          "States.Runtime",
          "States.Timeout");

  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("error-equals-empty")
              .what("ErrorEquals is a list of at least one text.")
              .why("ErrorEquals is a field \"whose value MUST be a non-empty array of Strings\".")
              .state(example("\"Retry\": [{\"ErrorEquals\": []}]"))
              .check(Handler.class, HandlerRules::errors),
          Rule.error("states-all-not-alone")
              .what("States.ALL stands alone in its ErrorEquals.")
              .why("\"Such a value MUST appear alone in the ErrorEquals array.\"")
              .state(example("\"Retry\": [{\"ErrorEquals\": [\"Busy\", \"States.ALL\"]}]"))
              .check(
                  Handler.class,
                  (handler, report) -> {
                    JsonNode errors = handler.node().path("ErrorEquals");
                    if (names(errors).contains(ALL_ERRORS) && errors.size() > 1) {
                      report.add(
                          handler.pointer().field("ErrorEquals"),
                          "States.ALL matches every error, so it must stand alone; remove the"
                              + " others");
                    }
                  }),
          Rule.error("states-all-not-last")
              .what("States.ALL is in the last retrier or catcher.")
              .why(
                  "It \"MUST appear in the last Retrier in the \"Retry\" array\"; likewise in"
                      + " Catch.")
              .state(
                  example(
                      "\"Retry\": [{\"ErrorEquals\": [\"States.ALL\"]}, {\"ErrorEquals\":"
                          + " [\"Busy\"]}]"))
              .check(
                  Handler.class,
                  (handler, report) -> {
                    boolean last = handler.index() == handler.all().node().size() - 1;
                    if (names(handler.node().path("ErrorEquals")).contains(ALL_ERRORS) && !last) {
                      report.add(
                          handler.pointer().field("ErrorEquals"),
                          "no %s behind States.ALL is ever reached; move it to the end of %s"
                              .formatted(handler.all().noun(), handler.all().list()));
                    }
                  }),
          Rule.warning("error-name-unknown")
              .what("An error name that begins with States. is one of those that there are.")
              .why(
                  "\"States MAY report errors with other names, which MUST NOT begin with the"
                      + " prefix \"States.\".\"")
              .state(example("\"Retry\": [{\"ErrorEquals\": [\"States.TimeOut\"]}]"))
              .check(Handler.class, HandlerRules::reserved),
          Rule.warning("handler-shadowed")
              .what("Each error is reached by the retrier or catcher that names it.")
              .why(
                  "The first that matches is taken, and States.TaskFailed matches every error but"
                      + " States.Timeout.")
              .state(
                  example(
                      "\"Retry\": [{\"ErrorEquals\": [\"Busy\"]}, {\"ErrorEquals\": [\"Busy\"]}]"))
              .check(Handlers.class, HandlerRules::shadowed),
          Rule.error("max-delay-not-above-interval")
              .what("MaxDelaySeconds is greater than IntervalSeconds.")
              .why("It bounds the interval, which begins at IntervalSeconds.")
              .state(
                  example(
                      "\"Retry\": [{\"ErrorEquals\": [\"Busy\"], \"IntervalSeconds\": 10,"
                          + " \"MaxDelaySeconds\": 5}]"))
              .check(
                  Handler.class,
                  (handler, report) -> {
                    JsonNode delay = handler.node().path("MaxDelaySeconds");
                    JsonNode interval = handler.node().path("IntervalSeconds");
                    boolean numbers = delay.isNumber() && interval.isNumber();
                    if (numbers && delay.asDouble() <= interval.asDouble()) {
                      report.add(
                          handler.pointer().field("MaxDelaySeconds"),
                          "MaxDelaySeconds must be greater than IntervalSeconds, which is %s"
                              .formatted(interval.asText()));
                    }
                  }));

  private HandlerRules() {}

  private static String example(String handlers) {
    return """
    {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:f:1",
     %s, "End": true}\
    """
        .formatted(handlers);
  }

  private static Set<String> names(JsonNode errors) {
    Set<String> names = new HashSet<>();
    errors.forEach(each -> names.add(each.asText()));
    return names;
  }

  private static void errors(Handler handler, Rule.Report report) {
    JsonNode errors = handler.node().path("ErrorEquals");
    Pointer at = handler.pointer().field("ErrorEquals");
    if (errors.isArray() && errors.isEmpty()) {
      report.add(at, "ErrorEquals has no error in it; write States.ALL for every error");
    }
    for (int i = 0; errors.isArray() && i < errors.size(); i++) {
      if (!errors.get(i).isTextual()) {
        report.add(
            at.element(i), "an error's name must be a text, and is " + Nouns.of(errors.get(i)));
      }
    }
  }

  private static void reserved(Handler handler, Rule.Report report) {
    JsonNode errors = handler.node().path("ErrorEquals");
    for (int i = 0; i < errors.size(); i++) {
      String name = errors.path(i).asText();
      if (name.startsWith("States.") && !RESERVED.contains(name)) {
        report.add(
            handler.pointer().field("ErrorEquals").element(i),
            "there is no error %s%s".formatted(name, StructureRules.didYouMean(name, RESERVED)));
      }
    }
  }

  private static void shadowed(Handlers handlers, Rule.Report report) {
    Set<String> before = new HashSet<>();
    for (int i = 0; i < handlers.node().size(); i++) {
      JsonNode errors = handlers.node().path(i).path("ErrorEquals");
      for (int j = 0; j < errors.size(); j++) {
        String name = errors.path(j).asText();
        boolean byTaskFailed =
            before.contains(TASK_FAILED)
                && !name.equals("States.Timeout")
                && !name.equals(ALL_ERRORS)
                && !uncatchable(name);
        if (before.contains(name) || byTaskFailed) {
          report.add(
              handlers.pointer().element(i).field("ErrorEquals").element(j),
              "an earlier %s already matches %s, so this one is never used for it"
                  .formatted(handlers.noun(), name));
        }
      }
      before.addAll(names(errors));
    }
  }

  /** Errors that States.TaskFailed does not stand for, because no task's failure is behind them. */
  private static boolean uncatchable(String name) {
    return name.startsWith("States.") && !name.equals("States.Permissions");
  }
}
