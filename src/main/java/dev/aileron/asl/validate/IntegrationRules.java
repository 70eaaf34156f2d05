package dev.aileron.asl.validate;

import static dev.aileron.asl.validate.TaskRules.at;

import dev.aileron.asl.validate.Integrations.Action;
import dev.aileron.asl.validate.Integrations.Service;
import dev.aileron.asl.validate.TaskResource.Kind;
import java.util.List;
import java.util.regex.Pattern;

/** Rules of which services, actions and patterns there are. */
final class IntegrationRules {
  private static final Pattern SDK_CALL = Pattern.compile("[a-z][a-z0-9]*:[a-z][A-Za-z0-9]*");

  static final List<Rule<?>> ALL =
      List.of(
          Rule.warning("integration-unknown")
              .what("An optimized integration is one of those that Step Functions has.")
              .why(
                  "Any other service is called as aws-sdk:service:action. A warning, for Step"
                      + " Functions gets new ones.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::s3:putObject",
                   "Parameters": {"Bucket": "b", "Key": "k"}, "End": true}\
                  """)
              .check(State.class, IntegrationRules::service),
          Rule.warning("integration-action-unknown")
              .what("An optimized integration has the action that is called.")
              .why(
                  "Step Functions refuses the machine: the resource ARN is not recognized. A"
                      + " warning, for integrations get new actions.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:query",
                   "Parameters": {"TableName": "orders"}, "End": true}\
                  """)
              .check(State.class, IntegrationRules::action),
          Rule.error("integration-pattern-unknown")
              .what("Behind an action stands nothing, .sync, .sync:2 or .waitForTaskToken.")
              .why("These are the patterns that there are.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForToken",
                   "Parameters": {"FunctionName": "pay"}, "End": true}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    TaskResource it = state.resource();
                    if (!it.pattern().isEmpty() && !it.sync() && !it.callback()) {
                      report.add(
                          at(state),
                          "there is no pattern .%s; there are .sync, .sync:2 and .waitForTaskToken"
                              .formatted(it.pattern()));
                    }
                  }),
          Rule.error("integration-sync-unsupported")
              .what(".sync stands only behind actions that Step Functions can follow to their end.")
              .why(
                  "They are those of "
                      + Texts.and(Integrations.withSync())
                      + " that start something. No AWS SDK integration has it, and .sync:2 is"
                      + " states:startExecution's alone.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.sync",
                   "Parameters": {"FunctionName": "pay"}, "End": true}\
                  """)
              .check(State.class, IntegrationRules::sync),
          Rule.error("integration-callback-unsupported")
              .what(".waitForTaskToken stands only behind integrations that hand a token on.")
              .why("The table \"Optimized integrations in Step Functions\".")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem.waitForTaskToken",
                   "Parameters": {"TableName": "t", "Item": {"token": {"S.$": "$$.Task.Token"}}},
                   "End": true}\
                  """)
              .check(State.class, IntegrationRules::callback),
          Rule.error("sdk-call-malformed")
              .what("An AWS SDK integration is aws-sdk:service:action, the action in camelCase.")
              .why("The service in small letters, the action with a small first letter.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:PutObject",
                   "Parameters": {"Bucket": "b", "Key": "k"}, "End": true}\
                  """)
              .check(
                  State.class,
                  (state, report) -> {
                    TaskResource it = state.resource();
                    if (it.kind() == Kind.SDK && !SDK_CALL.matcher(it.call()).matches()) {
                      report.add(
                          at(state),
                          "aws-sdk:%s must be aws-sdk:service:action, the service in small letters"
                                  .formatted(it.call())
                              + " and the action in camelCase: aws-sdk:s3:putObject");
                    }
                  }));

  private IntegrationRules() {}

  private static void service(State state, Rule.Report report) {
    TaskResource it = state.resource();
    if (it.kind() == Kind.OPTIMIZED && Integrations.service(it.service()) == null) {
      report.add(
          at(state),
          "Step Functions has no integration %s%s; any API can be called as aws-sdk:%s:%s"
              .formatted(
                  it.service(),
                  StructureRules.didYouMean(it.service(), Integrations.names()),
                  it.service(),
                  it.action().isEmpty() ? "action" : it.action()));
    }
  }

  private static void action(State state, Rule.Report report) {
    TaskResource it = state.resource();
    Service service = Integrations.service(it.service());
    if (it.kind() != Kind.OPTIMIZED || service == null || service.open()) {
      return;
    }
    if (!service.actions().containsKey(it.action())) {
      report.add(
          at(state),
          "the integration %s has no action %s; it has %s. Others can be called as aws-sdk:%s:…"
              .formatted(
                  it.service(),
                  it.action(),
                  Texts.and(List.copyOf(service.actions().keySet())),
                  it.service()));
    }
  }

  private static void sync(State state, Rule.Report report) {
    TaskResource it = state.resource();
    if (!it.sync()) {
      return;
    }
    Service service = Integrations.service(it.service());
    Action action = service == null ? null : service.actions().get(it.action());
    boolean unsupported = it.kind() == Kind.SDK || (action != null && !action.sync());
    if (unsupported) {
      report.add(
          at(state),
          "%s cannot be waited for with .%s; call it without, and ask for the outcome in later states"
              .formatted(it.call(), it.pattern()));
    } else if (it.pattern().equals("sync:2") && !it.service().equals("states")) {
      report.add(at(state), "only states:startExecution has .sync:2; write .sync");
    }
  }

  private static void callback(State state, Rule.Report report) {
    TaskResource it = state.resource();
    Service service = Integrations.service(it.service());
    boolean judged = it.callback() && it.kind() == Kind.OPTIMIZED;
    if (judged && service != null && !service.callback()) {
      report.add(at(state), "the integration %s has no .waitForTaskToken".formatted(it.service()));
    }
  }
}
