package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.Integrations.Action;
import dev.aileron.asl.validate.Integrations.Service;
import dev.aileron.asl.validate.TaskResource.Kind;
import java.util.List;
import java.util.regex.Pattern;

/** Rules of what a Task calls. */
final class TaskRules {
  private static final Pattern FUNCTION_ARN =
      Pattern.compile(
          "arn:[^:]+:lambda:[^:]*:[^:]*:function:[A-Za-z0-9_-]+(:(\\$LATEST|[A-Za-z0-9_-]+))?");

  static final List<Rule<?>> ALL =
      List.of(
          Rule.warning("resource-not-an-arn")
              .what("A Task's Resource is an ARN.")
              .why("The States Language allows any URI; Step Functions runs only ARNs.")
              .state("{\"Type\": \"Task\", \"Resource\": \"lambda:invoke\", \"End\": true}")
              .check(
                  State.class,
                  (state, report) -> {
                    if (state.resource().kind() == Kind.NO_ARN) {
                      report.add(
                          at(state),
                          "%s is not an ARN; an integration's is arn:aws:states:::service:action"
                              .formatted(text(state)));
                    }
                  }),
          Rule.error("function-arn-malformed")
              .what("A function's ARN ends with its name, or its name and a version or alias.")
              .why("Lambda knows no other form.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:lambda:eu-west-1:111122223333:function:pay:",
                   "End": true}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    boolean judged = state.resource().kind() == Kind.FUNCTION;
                    if (judged
                        && !Texts.opaque(state.node().path("Resource"))
                        && !FUNCTION_ARN.matcher(text(state)).matches()) {
                      report.add(
                          at(state),
                          "%s is not a function's ARN; it ends with function:NAME or"
                                  .formatted(text(state))
                              + " function:NAME:VERSION");
                    }
                  }),
          Rule.error("integration-parameter-missing")
              .what("An optimized integration has the parameters that its API requires.")
              .why("Step Functions checks them when a machine is created.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                   "Parameters": {"Payload.$": "$"}, "End": true}\
                  """)
              .check(State.class, TaskRules::parameters),
          Rule.warning("task-token-unused")
              .what("A task that waits for its token hands the token to what it calls.")
              .why("Nobody could give it back; the execution waits until its timeout.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                   "Parameters": {"QueueUrl": "https://q", "MessageBody": "hello"}, "End": true}\
                  """)
              .check(State.class, TaskRules::token),
          Rule.error("heartbeat-not-below-timeout")
              .what("HeartbeatSeconds is less than TimeoutSeconds.")
              .why(
                  "The timeout would always come first. States Language, \"Timeouts and"
                      + " heartbeats\".")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:eu-west-1:111122223333:activity:a",
                   "TimeoutSeconds": 60, "HeartbeatSeconds": 60, "End": true}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    JsonNode heartbeat = state.node().path("HeartbeatSeconds");
                    JsonNode timeout = state.node().path("TimeoutSeconds");
                    boolean numbers = heartbeat.isNumber() && timeout.isNumber();
                    if (numbers && heartbeat.asDouble() >= timeout.asDouble()) {
                      report.add(
                          state.pointer().field("HeartbeatSeconds"),
                          "HeartbeatSeconds must be less than TimeoutSeconds, which is %s"
                              .formatted(timeout.asText()));
                    }
                  }));

  private TaskRules() {}

  static String text(State state) {
    return state.node().path("Resource").asText();
  }

  static Pointer at(State state) {
    return state.pointer().field("Resource");
  }

  private static void parameters(State state, Rule.Report report) {
    TaskResource it = state.resource();
    Service service = Integrations.service(it.service());
    Action action =
        it.kind() == Kind.OPTIMIZED && service != null ? service.actions().get(it.action()) : null;
    String field = state.dialect() == Dialect.JSONATA ? "Arguments" : "Parameters";
    JsonNode given = state.node().path(field);
    if (action == null || !(given.isObject() || given.isMissingNode())) {
      return;
    }
    for (String required : action.required()) {
      if (!given.has(required) && !given.has(required + ".$")) {
        report.add(
            given.isObject() ? state.pointer().field(field) : state.pointer(),
            "%s needs %s in %s".formatted(it.call(), required, field));
      }
    }
  }

  private static void token(State state, Rule.Report report) {
    if (!state.resource().callback()) {
      return;
    }
    String field = state.dialect() == Dialect.JSONATA ? "Arguments" : "Parameters";
    String given = state.node().path(field).toString();
    boolean handedOn =
        given.contains("Task.Token")
            || given.contains("$states.context")
            || given.contains("\"$$\"")
            || given.contains("$$.Task\"")
            || given.contains("${");
    if (!handedOn) {
      report.add(
          at(state),
          "nothing hands the task's token on; put %s into %s"
              .formatted(
                  state.dialect() == Dialect.JSONATA
                      ? "{% $states.context.Task.Token %}"
                      : "$$.Task.Token",
                  field));
    }
  }
}
