package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineAliasResponse;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.LogLevel;
import software.amazon.awssdk.services.sfn.model.RoutingConfigurationListItem;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;
import software.amazon.awssdk.services.sfn.model.ValidationException;

/**
 * The rules that an AWS for tests has to keep, as far as they are about Step Functions, through
 * AWS's own SDK with AWS-like settings. A name says the rule, and the recording or page behind it.
 */
class CalibrationTest {
  private static OverHttp http;
  private static SfnClient sfn;
  private static int names;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    http = new OverHttp(Settings.real(7), folder);
    sfn = http.sfn;
  }

  @AfterAll
  static void stop() throws IOException {
    http.close();
  }

  private static String pass(String result) {
    return """
    {"StartAt":"P","States":{"P":{"Type":"Pass","Result":"%s","End":true}}}\
    """
        .formatted(result);
  }

  private static String name() {
    return "machine-" + names++;
  }

  private static CreateStateMachineResponse create(String definition) {
    return sfn.createStateMachine(
        r -> r.name(name()).definition(definition).roleArn(Surround.ROLE));
  }

  private static void settle() {
    http.surround.clock.advance(Duration.ofSeconds(10));
    http.surround.states.clockMoved();
  }

  private static void refused(ThrowingCallable call, int status, String code, String message) {
    var refusal = catchThrowableOfType(SfnException.class, call);
    assertThat(refusal).as("a refusal with " + code).isNotNull();
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  private static String output(String startArn) {
    var arn = sfn.startExecution(r -> r.stateMachineArn(startArn)).executionArn();
    Awaitility.await()
        .until(() ->
            sfn.describeExecution(r -> r.executionArn(arn)).status() != ExecutionStatus.RUNNING);
    return sfn.describeExecution(r -> r.executionArn(arn)).output();
  }

  private static String publish(String machineArn, String definition) {
    var revision =
        sfn.updateStateMachine(r -> r.stateMachineArn(machineArn).definition(definition));
    return sfn.publishStateMachineVersion(
            r -> r.stateMachineArn(machineArn).revisionId(revision.revisionId()))
        .stateMachineVersionArn();
  }

  private static RoutingConfigurationListItem route(String version, int weight) {
    return RoutingConfigurationListItem.builder()
        .stateMachineVersionArn(version)
        .weight(weight)
        .build();
  }

  @Test
  @DisplayName("16: a definition without States is refused [test_create_delete_invalid_sm]")
  void rule16CreateRefusesWhatTheServiceRefuses() {
    refused(
        () -> create("{\"StartAt\":\"A\"}"),
        400,
        "InvalidDefinition",
        "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'");
  }

  @Test
  @DisplayName(
      "16: a way to nowhere and a state without a way to it [localstack#11978, AWS's answer]")
  void rule16UpdateRefusesWhatTheServiceRefuses() {
    var arn = create(pass("1")).stateMachineArn();
    refused(
        () ->
            sfn.updateStateMachine(r ->
                r.stateMachineArn(arn)
                    .definition(
                        """
                        {"StartAt":"pass1","States":{"pass1":{"Type":"Pass","Next":"pass3"},
                         "pass2":{"Type":"Pass","End":true}}}\
                        """)),
        400,
        "InvalidDefinition",
        "Invalid State Machine Definition: 'MISSING_TRANSITION_TARGET: Missing 'Next' target: pass3 at /States/pass1/Next, MISSING_TRANSITION_TARGET: State \"pass2\" is not reachable. at /States/pass2'");
    assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(arn)).definition())
        .isEqualTo(pass("1"));
  }

  @Test
  @DisplayName("16: an Express machine has no task tokens [type_express ILLEGAL_WFTT]")
  void rule16ValidateSaysWhereAndWhat() {
    var answer =
        sfn.validateStateMachineDefinition(r ->
            r.type(StateMachineType.EXPRESS)
                .definition(
                    """
                    {"StartAt":"S","States":{"S":{"Type":"Task","End":true,
                     "Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
                     "Parameters":{"QueueUrl":"q","MessageBody":{"t.$":"$$.Task.Token"}}}}}\
                    """));
    assertThat(answer.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
    assertThat(answer.diagnostics())
        .singleElement()
        .satisfies(d -> {
          assertThat(d.code()).isEqualTo("SCHEMA_VALIDATION_FAILED");
          assertThat(d.location()).isEqualTo("/States/S/Resource");
          assertThat(d.message())
              .isEqualTo(
                  "Express state machine does not support '.waitForTaskToken' service integration ");
        });
  }

  @Test
  @DisplayName("17: create again [test_create_exact_duplicate_sm, _duplicate_definition_format_sm]")
  void rule17CreateIsIdempotentByText() {
    var name = name();
    var first =
        sfn.createStateMachine(r -> r.name(name).definition(pass("1")).roleArn(Surround.ROLE));
    http.surround.clock.advance(Duration.ofMinutes(1));

    var again =
        sfn.createStateMachine(r ->
            r.name(name)
                .definition(pass("1"))
                .roleArn(Surround.ROLE + "2")
                .tags(t -> t.key("k").value("v")));

    assertThat(again.creationDate()).isEqualTo(first.creationDate());
    var there = sfn.describeStateMachine(r -> r.stateMachineArn(first.stateMachineArn()));
    assertThat(there.roleArn()).isEqualTo(Surround.ROLE);
    assertThat(sfn.listTagsForResource(r -> r.resourceArn(first.stateMachineArn())).tags())
        .isEmpty();
    refused(
        () ->
            sfn.createStateMachine(
                r -> r.name(name).definition(pass("1") + "\n").roleArn(Surround.ROLE)),
        400,
        "StateMachineAlreadyExists",
        "State Machine Already Exists: '" + first.stateMachineArn() + "'");
  }

  @Test
  @DisplayName(
      "17: revisions [test_create_update_state_machine_same_parameters, API UpdateStateMachine]")
  void rule17ANoOpUpdateKeepsTheRevision() {
    var arn = create(pass("1")).stateMachineArn();
    assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(arn)).revisionId()).isNull();
    var update = sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(pass("2")));
    var same =
        sfn.updateStateMachine(
            r -> r.stateMachineArn(arn).definition(pass("2")).roleArn(Surround.ROLE));
    var other = sfn.updateStateMachine(r -> r.stateMachineArn(arn).roleArn(Surround.ROLE + "2"));

    assertThat(update.revisionId()).isNotNull();
    assertThat(same.revisionId()).isEqualTo(update.revisionId());
    assertThat(other.revisionId()).isNotNull().isNotEqualTo(update.revisionId());
    assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(arn)).revisionId())
        .isEqualTo(other.revisionId());
  }

  @Test
  @DisplayName("17: publish again, and with a stale revision [test_publish_state_machine_version]")
  void rule17PublishIsIdempotentAndGuarded() {
    var arn = create(pass("1")).stateMachineArn();
    var first = sfn.publishStateMachineVersion(r -> r.stateMachineArn(arn).revisionId("INITIAL"));
    var again = sfn.publishStateMachineVersion(r -> r.stateMachineArn(arn).description("other"));
    assertThat(again.stateMachineVersionArn()).isEqualTo(first.stateMachineVersionArn());
    assertThat(again.creationDate()).isEqualTo(first.creationDate());

    var revision =
        sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(pass("2"))).revisionId();
    refused(
        () -> sfn.publishStateMachineVersion(r -> r.stateMachineArn(arn).revisionId("INITIAL")),
        409,
        "ConflictException",
        "Failed to publish the State Machine version for revision INITIAL. The current State Machine revision is "
            + revision
            + ".");
    assertThat(
            sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(pass("2")).publish(true))
                .stateMachineVersionArn())
        .isEqualTo(arn + ":2");
  }

  @Test
  @DisplayName("17: versions' numbers are not used again [concepts-state-machine-version]")
  void rule17NumbersOnlyGrow() {
    var arn = create(pass("1")).stateMachineArn();
    var first = publish(arn, pass("2"));
    sfn.deleteStateMachineVersion(r -> r.stateMachineVersionArn(first));
    sfn.deleteStateMachineVersion(r -> r.stateMachineVersionArn(first));

    // The same revision is published anew, for its version is gone.
    assertThat(sfn.publishStateMachineVersion(r -> r.stateMachineArn(arn)).stateMachineVersionArn())
        .isEqualTo(arn + ":2");
    assertThat(publish(arn, pass("3"))).isEqualTo(arn + ":3");
  }

  @Test
  @DisplayName(
      "17: aliases [test_error_create_alias_*, test_idempotent_create_alias, test_delete_version_with_alias]")
  void rule17AliasesAreCheckedAndIdempotent() {
    var arn = create(pass("1")).stateMachineArn();
    var one = publish(arn, pass("a"));
    var two = publish(arn, pass("b"));
    refusedRouting(
        List.of(route(one, 70), route(two, 29)),
        "Sum of routing configuration weights must equal 100. Received: [70, 29]");
    refusedRouting(
        List.of(route(one, 50), route(one, 50)),
        "Routing configuration must contain distinct state machine version ARNs. Received: ["
            + one
            + ", "
            + one
            + "]");
    refusedRouting(
        List.of(route(arn, 50), route(two, 50)),
        "Routing configuration must contain state machine version ARNs. Received: ["
            + arn
            + ", "
            + two
            + "]");
    refused(
        () -> alias("live", List.of(route(arn + ":9", 100))),
        400,
        "ResourceNotFound",
        "Request references a resource that does not exist.");

    var made = alias("live", List.of(route(one, 90), route(two, 10)));
    http.surround.clock.advance(Duration.ofMinutes(1));
    assertThat(alias("live", List.of(route(two, 10), route(one, 90))).creationDate())
        .isEqualTo(made.creationDate());
    refused(
        () -> alias("live", List.of(route(one, 100))),
        409,
        "ConflictException",
        "Failed to create alias because an alias with the same name and a different routing configuration already exists.");
    refused(
        () -> sfn.deleteStateMachineVersion(r -> r.stateMachineVersionArn(two)),
        409,
        "ConflictException",
        "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]");
    sfn.deleteStateMachineAlias(r -> r.stateMachineAliasArn(arn + ":live"));
    sfn.deleteStateMachineAlias(r -> r.stateMachineAliasArn(arn + ":live"));
    refused(
        () ->
            sfn.updateStateMachineAlias(
                r -> r.stateMachineAliasArn(arn + ":live").routingConfiguration(route(one, 100))),
        400,
        "ResourceNotFound",
        "Request references a resource that does not exist.");
  }

  private static void refusedRouting(List<RoutingConfigurationListItem> routes, String message) {
    refused(() -> alias("refused", routes), 400, "ValidationException", message);
    var refusal = catchThrowableOfType(ValidationException.class, () -> alias("refused", routes));
    assertThat(refusal.reasonAsString()).isEqualTo("INVALID_ROUTING_CONFIGURATION");
  }

  private static CreateStateMachineAliasResponse alias(
      String name, List<RoutingConfigurationListItem> routes) {
    return sfn.createStateMachineAlias(r -> r.name(name).routingConfiguration(routes));
  }

  @Test
  @DisplayName(
      "17: tracing, logging and encryption are kept [API DescribeStateMachine; test_sfn_api_logs]")
  void rule17ConfigurationIsEchoed() {
    var made =
        sfn.createStateMachine(r ->
            r.name(name())
                .definition(pass("1"))
                .roleArn(Surround.ROLE)
                .tracingConfiguration(t -> t.enabled(true))
                .encryptionConfiguration(
                    e -> e.type("CUSTOMER_MANAGED_KMS_KEY").kmsKeyId("alias/states")));
    var there = sfn.describeStateMachine(r -> r.stateMachineArn(made.stateMachineArn()));
    assertThat(there.tracingConfiguration().enabled()).isTrue();
    assertThat(there.encryptionConfiguration().kmsKeyId()).isEqualTo("alias/states");
    assertThat(there.encryptionConfiguration().kmsDataKeyReusePeriodSeconds()).isEqualTo(300);
    assertThat(there.loggingConfiguration().level()).isEqualTo(LogLevel.OFF);
    refused(
        () ->
            sfn.updateStateMachine(r ->
                r.stateMachineArn(made.stateMachineArn())
                    .loggingConfiguration(l -> l.level(LogLevel.ALL))),
        400,
        "InvalidLoggingConfiguration",
        "Invalid Logging Configuration: Must specify exactly one Log Destination.");
  }

  @Test
  @DisplayName("17: 1,000 versions and 100 aliases [service-quotas]")
  void rule17Limits() {
    var arn = create(pass("0")).stateMachineArn();
    var states = http.surround;
    for (int i = 1; i <= 1000; i++) {
      var body = Json.object().put("stateMachineArn", arn).put("definition", pass("v" + i));
      assertThat(states.call("UpdateStateMachine", body.put("publish", true)).status())
          .isEqualTo(200);
    }
    sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(pass("one more")));
    var refusal =
        catchThrowableOfType(
            SfnException.class, () -> sfn.publishStateMachineVersion(r -> r.stateMachineArn(arn)));
    assertThat(refusal.statusCode()).isEqualTo(402);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("ServiceQuotaExceededException");

    for (int i = 0; i < 100; i++) {
      alias("alias-" + i, List.of(route(arn + ":1", 100)));
    }
    var another =
        catchThrowableOfType(
            SfnException.class, () -> alias("another", List.of(route(arn + ":1", 100))));
    assertThat(another.awsErrorDetails().errorCode()).isEqualTo("ServiceQuotaExceededException");
  }

  @Test
  @DisplayName("18: starts by version and alias [test_base_lifecycle_create_invoke_describe_list]")
  void rule18StartsRunWhatTheyName() {
    var arn = create(pass("bare")).stateMachineArn();
    var one = publish(arn, pass("one"));
    var two = publish(arn, pass("two"));
    sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(pass("bare")));
    alias("live", List.of(route(one, 100)));
    settle();

    assertThat(output(arn)).isEqualTo("\"bare\"");
    assertThat(output(one)).isEqualTo("\"one\"");
    assertThat(output(two)).isEqualTo("\"two\"");
    assertThat(output(arn + ":live")).isEqualTo("\"one\"");

    var all = sfn.listExecutions(r -> r.stateMachineArn(arn)).executions();
    assertThat(all).hasSize(4);
    assertThat(sfn.listExecutions(r -> r.stateMachineArn(one)).executions()).hasSize(2);
    assertThat(sfn.listExecutions(r -> r.stateMachineArn(arn + ":live")).executions())
        .singleElement()
        .satisfies(e -> {
          assertThat(e.stateMachineVersionArn()).isEqualTo(one);
          assertThat(e.stateMachineAliasArn()).isEqualTo(arn + ":live");
          assertThat(e.stateMachineArn()).isEqualTo(arn);
        });
    refused(
        () -> sfn.startExecution(r -> r.stateMachineArn(arn + ":9")),
        400,
        "StateMachineDoesNotExist",
        "State Machine Does Not Exist: '" + arn + ":9'");
  }

  @Test
  @DisplayName("18: a weighted alias splits starts [API CreateStateMachineAlias]")
  void rule18WeightsSplit() {
    var arn = create(pass("0")).stateMachineArn();
    var one = publish(arn, pass("one"));
    var two = publish(arn, pass("two"));
    alias("split", List.of(route(one, 80), route(two, 20)));
    for (int i = 0; i < 400; i++) {
      http.surround.call("StartExecution", Json.object().put("stateMachineArn", arn + ":split"));
    }
    long second =
        sfn.listExecutionsPaginator(r -> r.stateMachineArn(two)).executions().stream().count();
    long first =
        sfn.listExecutionsPaginator(r -> r.stateMachineArn(one)).executions().stream().count();
    assertThat(first + second).isEqualTo(400);
    assertThat(second).isBetween(50L, 110L);
  }

  @Test
  @DisplayName("18: a running execution keeps its definition [API UpdateStateMachine]")
  void rule18RunningExecutionsKeepTheirDefinition() {
    var waiting =
        """
        {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":60,"Next":"P"},
         "P":{"Type":"Pass","Result":"old","End":true}}}\
        """;
    var arn = create(waiting).stateMachineArn();
    var run = sfn.startExecution(r -> r.stateMachineArn(arn)).executionArn();
    sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(waiting.replace("old", "new")));

    Awaitility.await()
        .until(() -> sfn.getExecutionHistory(r -> r.executionArn(run)).events().size() >= 2);
    http.surround.clock.advance(Duration.ofSeconds(60));
    http.surround.states.clockMoved();

    Awaitility.await()
        .untilAsserted(() ->
            assertThat(sfn.describeExecution(r -> r.executionArn(run)).output())
                .isEqualTo("\"old\""));
    assertThat(sfn.describeStateMachineForExecution(r -> r.executionArn(run)).definition())
        .isEqualTo(waiting);
  }

  @Test
  @DisplayName("19: deletion [API DeleteStateMachine; test_delete_revision_with_alias]")
  void rule19DeletionTakesTime() {
    var name = name();
    Consumer<CreateStateMachineRequest.Builder> wanted =
        r ->
            r.name(name)
                .definition(
                    "{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":30,\"Next\":\"P\"},\"P\":{\"Type\":\"Pass\",\"End\":true}}}")
                .roleArn(Surround.ROLE)
                .publish(true);
    var made = sfn.createStateMachine(wanted);
    var arn = made.stateMachineArn();
    alias("live", List.of(route(made.stateMachineVersionArn(), 100)));
    var run = sfn.startExecution(r -> r.stateMachineArn(arn)).executionArn();

    sfn.deleteStateMachine(r -> r.stateMachineArn(arn));
    sfn.deleteStateMachine(r -> r.stateMachineArn(arn));
    assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(arn)).status())
        .isEqualTo(StateMachineStatus.DELETING);
    var deleting = "State Machine is being deleted: '" + arn + "'";
    refused(() -> sfn.createStateMachine(wanted), 400, "StateMachineDeleting", deleting);
    refused(
        () -> sfn.startExecution(r -> r.stateMachineArn(arn)),
        400,
        "StateMachineDeleting",
        deleting);

    // What runs is ended at its next transition; until then the state machine stays.
    settle();
    assertThat(sfn.describeStateMachine(r -> r.stateMachineArn(arn)).status())
        .isEqualTo(StateMachineStatus.DELETING);
    assertThat(sfn.describeExecution(r -> r.executionArn(run)).status())
        .isEqualTo(ExecutionStatus.RUNNING);
    http.surround.clock.advance(Duration.ofSeconds(30));
    http.surround.states.clockMoved();
    Awaitility.await()
        .untilAsserted(() ->
            refused(
                () -> sfn.describeStateMachine(r -> r.stateMachineArn(arn)),
                400,
                "StateMachineDoesNotExist",
                "State Machine Does Not Exist: '" + arn + "'"));
    refused(
        () -> sfn.describeStateMachineAlias(r -> r.stateMachineAliasArn(arn + ":live")),
        400,
        "ResourceNotFound",
        "Request references a resource that does not exist.");
    sfn.deleteStateMachine(r -> r.stateMachineArn(arn));
    assertThat(sfn.createStateMachine(wanted).stateMachineVersionArn()).isEqualTo(arn + ":1");
    assertThat(sfn.listStateMachineAliases(r -> r.stateMachineArn(arn)).stateMachineAliases())
        .isEmpty();
  }

  @Test
  @DisplayName(
      "20: a start just after an update runs the old one [API UpdateStateMachine, UpdateStateMachineAlias]")
  void rule20StartsAreBehind() {
    var arn = create(pass("0")).stateMachineArn();
    var one = publish(arn, pass("one"));
    var two = publish(arn, pass("two"));
    alias("behind", List.of(route(one, 100)));
    settle();
    sfn.updateStateMachine(r -> r.stateMachineArn(arn).definition(pass("new")));
    sfn.updateStateMachineAlias(
        r -> r.stateMachineAliasArn(arn + ":behind").routingConfiguration(route(two, 100)));

    assertThat(output(arn)).isEqualTo("\"two\"");
    assertThat(output(arn + ":behind")).isEqualTo("\"one\"");
    settle();
    assertThat(output(arn)).isEqualTo("\"new\"");
    assertThat(output(arn + ":behind")).isEqualTo("\"two\"");
  }

  @Test
  @DisplayName("22: tags, seen late [test_tag_state_machine_version; concepts-read-consistency]")
  void rule22Tags() {
    var arn = create(pass("1")).stateMachineArn();
    sfn.tagResource(r -> r.resourceArn(arn).tags(t -> t.key("team").value("orders")));
    assertThat(sfn.listTagsForResource(r -> r.resourceArn(arn)).tags()).isEmpty();
    settle();
    assertThat(sfn.listTagsForResource(r -> r.resourceArn(arn)).tags())
        .extracting(t -> t.key() + "=" + t.value())
        .containsExactly("team=orders");
    refused(
        () -> sfn.tagResource(r -> r.resourceArn(arn + ":1").tags(t -> t.key("k").value("v"))),
        400,
        "ResourceNotFound",
        "Resource not found: '" + arn + ":1'");
  }

  @Test
  @DisplayName("24: all operations are modelled, and no other [API model of 2016-11-23]")
  void rule24NothingIsMissing() {
    var names = new HashSet<String>();
    for (var method : SfnClient.class.getMethods()) {
      var name = method.getName();
      if (method.getReturnType().getName().endsWith("Response")) {
        names.add(Character.toUpperCase(name.charAt(0)) + name.substring(1));
      }
    }
    assertThat(names).hasSize(37);
    assertThat(names)
        .allSatisfy(name ->
            assertThat(http.surround.states.models(new Operation("states", name, null, false)))
                .as(name)
                .isTrue());
    assertThat(http.surround.states.models(new Operation("states", "MakeCoffee", null, false)))
        .isFalse();
  }

  @Test
  @DisplayName(
      "12: a role that cannot be assumed yet [CFN handlers' retried AccessDeniedException]")
  void rule12RolesAreChecked() {
    var role = "arn:aws:iam::111122223333:role/fresh";
    http.surround.roles.put(role, Roles.Answer.NOT_YET);
    refused(
        () -> sfn.createStateMachine(r -> r.name(name()).definition(pass("1")).roleArn(role)),
        400,
        "AccessDeniedException",
        "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.");
    http.surround.roles.put(role, Roles.Answer.ASSUMABLE);
    assertThat(
            sfn.createStateMachine(r -> r.name(name()).definition(pass("1")).roleArn(role))
                .stateMachineArn())
        .isNotNull();
  }

  @Test
  @DisplayName("Express: what there is no such thing for [test_sfn_api_express]")
  void expressExecutions() {
    var arn =
        sfn.createStateMachine(r ->
                r.name(name())
                    .definition(pass("done"))
                    .roleArn(Surround.ROLE)
                    .type(StateMachineType.EXPRESS))
            .stateMachineArn();
    var answer = sfn.startSyncExecution(r -> r.stateMachineArn(arn).input("{}"));
    assertThat(answer.output()).isEqualTo("\"done\"");
    assertThat(answer.billingDetails().billedDurationInMilliseconds()).isEqualTo(100);
    refused(
        () -> sfn.listExecutions(r -> r.stateMachineArn(arn)),
        400,
        "StateMachineTypeNotSupported",
        "This operation is not supported by this type of state machine");
    refused(
        () -> sfn.describeExecution(r -> r.executionArn(answer.executionArn())),
        400,
        "InvalidArn",
        "Invalid Arn: 'Resource type not valid in this context: express'");
    var standard = create(pass("1")).stateMachineArn();
    refused(
        () -> sfn.startSyncExecution(r -> r.stateMachineArn(standard)),
        400,
        "StateMachineTypeNotSupported",
        "This operation is not supported by this type of state machine");
  }
}
