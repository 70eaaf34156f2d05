package dev.aileron.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyStatusEnum;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * The rules of AWS's behaviour, asked for through the SDK. Where a rule was recorded the name of
 * the recording stands in brackets.
 */
class LambdaCalibrationTest {

  private static final String BUSY = "An update is in progress for resource: " + Scenario.arn("f");
  private static final String STALE =
      "The Revision Id provided does not match the latest Revision Id.";

  private Lambda lambda;
  private LambdaClient client;

  @BeforeEach
  void start() throws IOException {
    lambda = Lambda.settling();
    client = lambda.client();
  }

  @AfterEach
  void stop() throws IOException {
    lambda.close();
  }

  private static CreateFunctionRequest.Builder function(String name) {
    return CreateFunctionRequest.builder()
        .functionName(name)
        .runtime(Runtime.PYTHON3_12)
        .handler("handler.handler")
        .role(Lambda.ROLE)
        .code(c -> c.zipFile(Archives.python("v = 1")));
  }

  private void create(String name) {
    client.createFunction(function(name).build());
    settle();
  }

  private void settle() {
    lambda.clock.advance(Duration.ofSeconds(30));
  }

  private String publish() {
    return client.publishVersion(b -> b.functionName("f")).version();
  }

  /** Makes the next version differ from the last. */
  private void change(String description) {
    client.updateFunctionConfiguration(b -> b.functionName("f").description(description));
    settle();
  }

  private static void assertRefused(
      int status, String code, String message, ThrowingCallable call) {
    var error = catchThrowableOfType(LambdaException.class, call);
    assertThat(error).isNotNull();
    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(error.awsErrorDetails().errorMessage()).contains(message);
  }

  @Test
  @DisplayName("rule 1: Pending, then Active after seconds [test_function_lifecycle]")
  void settlesAfterCreation() {
    // when
    var created = client.createFunction(function("f").build());

    // then
    assertThat(created.state()).isEqualTo(State.PENDING);
    assertThat(created.stateReasonCodeAsString()).isEqualTo("Creating");
    assertThat(created.lastUpdateStatus()).isNull();

    // when
    lambda.clock.advance(Duration.ofSeconds(2));

    // then
    assertThat(client.getFunction(b -> b.functionName("f")).configuration().state())
        .isEqualTo(State.PENDING);

    // when
    lambda.clock.advance(Duration.ofSeconds(2));

    // then
    var active = client.getFunctionConfiguration(b -> b.functionName("f"));
    assertThat(active.state()).isEqualTo(State.ACTIVE);
    assertThat(active.lastUpdateStatus()).isEqualTo(LastUpdateStatus.SUCCESSFUL);
  }

  @Test
  @DisplayName("rule 1: State stays Active during an update [test_function_lifecycle]")
  void staysActiveWhileItIsUpdated() {
    // given
    create("f");

    // when
    var updated = client.updateFunctionConfiguration(b -> b.functionName("f").timeout(10));

    // then
    assertThat(updated.state()).isEqualTo(State.ACTIVE);
    assertThat(updated.lastUpdateStatus()).isEqualTo(LastUpdateStatus.IN_PROGRESS);
    assertThat(updated.lastUpdateStatusReasonCodeAsString()).isEqualTo("Creating");
  }

  @Test
  @DisplayName("rule 1: a function in a VPC takes a minute")
  void takesLongerInVpc() {
    // given
    client.createFunction(
        function("f").vpcConfig(v -> v.subnetIds("subnet-1").securityGroupIds("sg-1")).build());

    // when
    lambda.clock.advance(Duration.ofSeconds(30));

    // then
    assertThat(client.getFunction(b -> b.functionName("f")).configuration().state())
        .isEqualTo(State.PENDING);
  }

  @Test
  @DisplayName("rule 2: no change while one is in progress [test_lambda_concurrent_config_updates]")
  void refusesChangesWhileBusy() {
    // given
    create("f");
    client.updateFunctionConfiguration(b -> b.functionName("f").timeout(10));

    // then
    assertRefused(
        409,
        "ResourceConflictException",
        BUSY,
        () -> client.updateFunctionConfiguration(b -> b.functionName("f").timeout(11)));
    assertRefused(
        409,
        "ResourceConflictException",
        BUSY,
        () ->
            client.updateFunctionCode(b -> b.functionName("f").zipFile(Archives.python("v = 2"))));
    assertRefused(
        409,
        "ResourceConflictException",
        BUSY,
        () -> client.publishVersion(b -> b.functionName("f")));
    assertRefused(
        409,
        "ResourceConflictException",
        BUSY,
        () -> client.tagResource(b -> b.resource(Scenario.arn("f")).tags(Map.of("a", "b"))));
  }

  @Test
  @DisplayName("rule 2: a Pending function takes no call")
  void refusesCallsWhilePending() {
    // given
    client.createFunction(function("f").build());

    // then
    var message = "The function is currently in the following state: Pending";
    assertRefused(
        409, "ResourceConflictException", message, () -> client.invoke(b -> b.functionName("f")));
    assertRefused(
        409,
        "ResourceConflictException",
        message,
        () -> client.publishVersion(b -> b.functionName("f")));
    assertRefused(
        409,
        "ResourceConflictException",
        message,
        () -> client.updateFunctionConfiguration(b -> b.functionName("f").timeout(11)));
  }

  @Test
  @DisplayName("rule 3: the life of a RevisionId [test_function_revisions_version_and_alias]")
  void movesRevisionsAsAwsDoes() {
    // given
    var first = client.createFunction(function("f").build()).revisionId();
    settle();

    // then it moves when the function settles
    var second = client.getFunctionConfiguration(b -> b.functionName("f")).revisionId();
    assertThat(second).isNotEqualTo(first);

    // and on an update, and when that is through, also when nothing changed
    var third =
        client
            .updateFunctionConfiguration(b -> b.functionName("f").timeout(3).revisionId(second))
            .revisionId();
    settle();
    var fourth = client.getFunctionConfiguration(b -> b.functionName("f")).revisionId();
    assertThat(third).isNotEqualTo(second);
    assertThat(fourth).isNotEqualTo(third);

    // and on publishing
    publish();
    var fifth = client.getFunctionConfiguration(b -> b.functionName("f")).revisionId();
    assertThat(fifth).isNotEqualTo(fourth);

    // and not on an alias, whose own moves with every update
    var alias =
        client.createAlias(b -> b.functionName("f").name("live").functionVersion("1")).revisionId();
    assertThat(client.updateAlias(b -> b.functionName("f").name("live")).revisionId())
        .isNotEqualTo(alias);
    assertThat(client.getFunctionConfiguration(b -> b.functionName("f")).revisionId())
        .isEqualTo(fifth);
  }

  @Test
  @DisplayName(
      "rule 3: 412 for a stale RevisionId [test_function_revisions_version_and_alias,"
          + " test_function_revisions_permissions]")
  void refusesStaleRevisions() {
    // given
    create("f");
    publish();
    client.createAlias(b -> b.functionName("f").name("live").functionVersion("1"));

    // then
    assertRefused(
        412,
        "PreconditionFailedException",
        STALE + " Call the GetFunction/GetAlias API",
        () -> client.publishVersion(b -> b.functionName("f").revisionId("stale")));
    assertRefused(
        412,
        "PreconditionFailedException",
        STALE,
        () ->
            client.updateFunctionCode(
                b -> b.functionName("f").zipFile(Archives.python("v = 2")).revisionId("stale")));
    assertRefused(
        412,
        "PreconditionFailedException",
        STALE,
        () -> client.updateFunctionConfiguration(b -> b.functionName("f").revisionId("stale")));
    assertRefused(
        412,
        "PreconditionFailedException",
        STALE,
        () -> client.updateAlias(b -> b.functionName("f").name("live").revisionId("stale")));
    assertRefused(
        412,
        "PreconditionFailedException",
        STALE + " Call the GetPolicy API",
        () ->
            client.addPermission(b ->
                b.functionName("f")
                    .statementId("s")
                    .action("lambda:InvokeFunction")
                    .principal("s3.amazonaws.com")
                    .revisionId("stale")));
  }

  @Test
  @DisplayName("rule 4: publishing what is published returns it [test_version_lifecycle]")
  void publishesOnce() {
    // given
    create("f");
    var first = client.publishVersion(b -> b.functionName("f"));

    // when
    var again = client.publishVersion(b -> b.functionName("f"));
    change("other");
    var second = client.publishVersion(b -> b.functionName("f"));

    // then
    assertThat(again.version()).isEqualTo("1");
    assertThat(again.revisionId()).isEqualTo(first.revisionId());
    assertThat(second.version()).isEqualTo("2");
  }

  @Test
  @DisplayName("rule 4: a version that is gone is published anew, no older one is taken for it")
  void publishesAnewWhatWasDeleted() {
    // given
    create("f");
    publish();
    change("two");
    assertThat(publish()).isEqualTo("2");
    client.deleteFunction(b -> b.functionName("f").qualifier("2"));

    // when
    var published = client.publishVersion(b -> b.functionName("f"));

    // then
    assertThat(published.version()).isEqualTo("3");
    assertThat(published.description()).isEqualTo("two");
  }

  @Test
  @DisplayName("rule 4: the CodeSha256 guard")
  void publishesOnlyTheCodeThatIsMeant() {
    // given
    create("f");

    // then
    assertRefused(
        400,
        "InvalidParameterValueException",
        "CodeSHA256 (wrong) is different from current CodeSHA256 in $LATEST (",
        () -> client.publishVersion(b -> b.functionName("f").codeSha256("wrong")));
  }

  @Test
  @DisplayName("rule 5: DryRun changes nothing")
  void changesNothingOnDryRun() {
    // given
    create("f");
    var before = client.getFunctionConfiguration(b -> b.functionName("f"));

    // when
    var dry =
        client.updateFunctionCode(
            b -> b.functionName("f").zipFile(Archives.python("v = 2")).dryRun(true));

    // then
    assertThat(dry.codeSha256()).isNotEqualTo(before.codeSha256());
    assertThat(client.getFunctionConfiguration(b -> b.functionName("f")).toString())
        .isEqualTo(before.toString());
    assertRefused(
        400,
        "InvalidParameterValueException",
        "Could not unzip uploaded file.",
        () ->
            client.updateFunctionCode(b ->
                b.functionName("f")
                    .zipFile(software.amazon.awssdk.core.SdkBytes.fromUtf8String("no zip"))
                    .dryRun(true)));
  }

  @Test
  @DisplayName(
      "rule 6: Publish=true answers the version, $LATEST keeps its name [test_publish_with_update]")
  void publishesWithAnUpdate() {
    // given
    create("f");

    // when
    var published =
        client.updateFunctionCode(
            b -> b.functionName("f").zipFile(Archives.python("v = 2")).publish(true));

    // then
    assertThat(published.version()).isEqualTo("1");
    assertThat(published.functionArn()).endsWith(":f:1");
    assertThat(published.state()).isEqualTo(State.PENDING);
    assertThat(client.getFunctionConfiguration(b -> b.functionName("f")).version())
        .isEqualTo("$LATEST");
  }

  @Test
  @DisplayName(
      "rule 6: CreateFunction with Publish=true has version 1 at once, Pending with the function"
          + " [test_publish_version_on_create]")
  void publishesWithTheCreation() {
    // when
    var created = client.createFunction(function("f").publish(true).build());

    // then
    assertThat(created.version()).isEqualTo("1");
    assertThat(created.functionArn()).endsWith(":function:f");
    assertThat(created.state()).isEqualTo(State.PENDING);
    var version = client.getFunctionConfiguration(b -> b.functionName("f").qualifier("1"));
    assertThat(version.state()).isEqualTo(State.PENDING);
    assertThat(version.lastUpdateStatus()).isNull();

    // when: a moment before the three seconds are over, and then
    lambda.clock.advance(Duration.ofMillis(2999));
    var before = client.getFunctionConfiguration(b -> b.functionName("f").qualifier("1"));
    lambda.clock.advance(Duration.ofMillis(1));

    // then
    assertThat(before.state()).isEqualTo(State.PENDING);
    assertThat(client.getFunctionConfiguration(b -> b.functionName("f").qualifier("1")).state())
        .isEqualTo(State.ACTIVE);
    var latest = client.getFunctionConfiguration(b -> b.functionName("f"));
    assertThat(latest.state()).isEqualTo(State.ACTIVE);
    assertThat(latest.version()).isEqualTo("$LATEST");

    // when: the same once more
    var again = client.publishVersion(b -> b.functionName("f"));

    // then
    assertThat(again.version()).isEqualTo("1");
    assertThat(client.listVersionsByFunction(b -> b.functionName("f")).versions())
        .extracting(FunctionConfiguration::version)
        .containsExactly("$LATEST", "1");
  }

  @Test
  @DisplayName("rule 7: what an alias may point at [test_alias_routingconfig]")
  void checksAliases() {
    // given
    create("f");
    publish();
    change("two");
    publish();

    // then
    assertRefused(
        404,
        "ResourceNotFoundException",
        "Function not found: " + Scenario.arn("f") + ":9",
        () -> client.createAlias(b -> b.functionName("f").name("a").functionVersion("9")));
    assertWeightsRefused(400, "cannot be greater than 1", "1", Map.of("2", 0.1, "3", 0.1));
    assertWeightsRefused(404, "Function not found: ", "1", Map.of("7", 0.1));
    assertWeightsRefused(400, "already included in routing configuration", "1", Map.of("1", 0.1));
    assertWeightsRefused(400, "$LATEST is not supported", "$LATEST", Map.of("1", 0.1));
    assertWeightsRefused(
        400, "Member must have value less than or equal to 1", "1", Map.of("2", 1.7));
    assertThat(
            client
                .createAlias(b -> b.functionName("f").name("a").functionVersion("$LATEST"))
                .functionVersion())
        .isEqualTo("$LATEST");
    assertRefused(
        409,
        "ResourceConflictException",
        "Alias already exists: " + Scenario.arn("f") + ":a",
        () -> client.createAlias(b -> b.functionName("f").name("a").functionVersion("1")));
  }

  private void assertWeightsRefused(
      int status, String message, String version, Map<String, Double> weights) {
    var error =
        catchThrowableOfType(
            LambdaException.class,
            () ->
                client.createAlias(b ->
                    b.functionName("f")
                        .name("w")
                        .functionVersion(version)
                        .routingConfig(r -> r.additionalVersionWeights(weights))));
    assertThat(error.statusCode()).isEqualTo(status);
    assertThat(error.awsErrorDetails().errorMessage()).contains(message);
  }

  @Test
  @DisplayName("rule 7: an empty map clears the weights, leaving them out keeps them")
  void clearsWeights() {
    // given
    create("f");
    publish();
    change("two");
    publish();
    client.createAlias(b ->
        b.functionName("f")
            .name("a")
            .functionVersion("1")
            .routingConfig(r -> r.additionalVersionWeights(Map.of("2", 0.5))));

    // when
    var kept = client.updateAlias(b -> b.functionName("f").name("a").description("same"));
    var cleared =
        client.updateAlias(b ->
            b.functionName("f")
                .name("a")
                .functionVersion("2")
                .routingConfig(r -> r.additionalVersionWeights(Map.of())));

    // then
    assertThat(kept.routingConfig().additionalVersionWeights()).containsEntry("2", 0.5);
    assertThat(cleared.routingConfig()).isNull();
  }

  @Test
  @DisplayName("rule 7: a version that an alias uses stays")
  void keepsVersionsInUse() {
    // given
    create("f");
    publish();
    client.createAlias(b -> b.functionName("f").name("live").functionVersion("1"));

    // then
    assertRefused(
        409,
        "ResourceConflictException",
        "used by following aliases: [live]",
        () -> client.deleteFunction(b -> b.functionName("f").qualifier("1")));
    client.deleteAlias(b -> b.functionName("f").name("live"));
    client.deleteFunction(b -> b.functionName("f").qualifier("1"));
    client.deleteFunction(b -> b.functionName("f").qualifier("1"));
  }

  @Test
  @DisplayName("rule 9: 100 stay unreserved [test_function_concurrency_limits]")
  void keepsAHundredUnreserved() {
    // given
    create("f");

    // then
    assertRefused(
        400,
        "InvalidParameterValueException",
        "decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
        () ->
            client.putFunctionConcurrency(
                b -> b.functionName("f").reservedConcurrentExecutions(901)));
    client.putFunctionConcurrency(b -> b.functionName("f").reservedConcurrentExecutions(900));
    assertThat(client.getAccountSettings().accountLimit().unreservedConcurrentExecutions())
        .isEqualTo(100);
  }

  @Test
  @DisplayName("rule 9: nothing reserved means nothing runs [test_lambda_concurrency_block]")
  void throttlesWithoutConcurrency() {
    // given
    create("f");
    client.putFunctionConcurrency(b -> b.functionName("f").reservedConcurrentExecutions(0));

    // then
    assertRefused(
        429,
        "TooManyRequestsException",
        "Rate Exceeded.",
        () -> client.invoke(b -> b.functionName("f")));
    assertThat(lambda.points)
        .anyMatch(point -> point.name().equals("Throttles") && point.value() == 1);
  }

  @Test
  @DisplayName(
      "rule 10: provisioned concurrency takes its time, one way to a version"
          + " [test_provisioned_concurrency_on_alias]")
  void provisionsConcurrency() {
    // given
    create("f");
    publish();
    client.createAlias(b -> b.functionName("f").name("live").functionVersion("1"));

    // when
    var put =
        client.putProvisionedConcurrencyConfig(
            b -> b.functionName("f").qualifier("live").provisionedConcurrentExecutions(5));

    // then
    assertThat(put.status()).isEqualTo(ProvisionedConcurrencyStatusEnum.IN_PROGRESS);
    assertRefused(
        409,
        "ResourceConflictException",
        "Version is pointed by a Provisioned Concurrency alias",
        () ->
            client.putProvisionedConcurrencyConfig(
                b -> b.functionName("f").qualifier("1").provisionedConcurrentExecutions(1)));
    assertRefused(
        400,
        "InvalidParameterValueException",
        "Provisioned Concurrency Configs cannot be applied to unpublished function versions.",
        () ->
            client.putProvisionedConcurrencyConfig(
                b -> b.functionName("f").qualifier("$LATEST").provisionedConcurrentExecutions(1)));
    settle();
    assertThat(
            client
                .getProvisionedConcurrencyConfig(b -> b.functionName("f").qualifier("live"))
                .status())
        .isEqualTo(ProvisionedConcurrencyStatusEnum.READY);
  }

  @Test
  @DisplayName(
      "rule 11: fields out of bounds [test_update_lambda_exceptions,"
          + " test_lambda_code_location_s3_errors, test_large_environment_fails_multiple_keys]")
  void validatesFields() {
    assertRefused(
        400,
        "ValidationException",
        "1 validation error detected: Value '5' at 'memorySize' failed to satisfy constraint:"
            + " Member must have value greater than or equal to 128",
        () -> client.createFunction(function("f").memorySize(5).build()));
    assertRefused(
        400,
        "ValidationException",
        "Value '9999' at 'timeout' failed to satisfy constraint: Member must have value less than"
            + " or equal to 900",
        () -> client.createFunction(function("f").timeout(9999).build()));
    assertRefused(
        400,
        "ValidationException",
        "at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern",
        () -> client.createFunction(function("f").role("r1").build()));
    assertRefused(
        400,
        "InvalidParameterValueException",
        "Value cobol85 at 'runtime' failed to satisfy constraint",
        () -> client.createFunction(function("f").runtime("cobol85").build()));
    assertRefused(
        400,
        "InvalidParameterValueException",
        "S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
        () ->
            client.createFunction(
                function("f").code(c -> c.s3Bucket("no-bucket").s3Key("key")).build()));
    assertRefused(
        400,
        "InvalidParameterValueException",
        "exceeded the 4KB limit. String measured: {\"AA\":\"xxx",
        () ->
            client.createFunction(
                function("f")
                    .environment(e -> e.variables(Map.of("AA", "x".repeat(4096))))
                    .build()));
  }

  @Test
  @DisplayName("rule 12: roles that are missing, not trusting, or too new")
  void checksRoles() {
    for (var answer :
        new Roles.Answer[] {
          Roles.Answer.MISSING, Roles.Answer.NOT_TRUSTING, Roles.Answer.NOT_YET
        }) {
      // given
      lambda.roles.put(Lambda.ROLE, answer);

      // then
      assertRefused(
          400,
          "InvalidParameterValueException",
          "The role defined for the function cannot be assumed by Lambda.",
          () -> client.createFunction(function("f").build()));
    }
  }

  @Test
  @DisplayName("rule 13: lists leave states out and come in pages [test_list_functions]")
  void listsInPages() {
    // given
    for (int i = 0; i < 51; i++) {
      client.createFunction(function("f" + i).build());
    }

    // when
    var page = client.listFunctions(b -> b.maxItems(10_000));
    var rest = client.listFunctions(b -> b.marker(page.nextMarker()));

    // then
    assertThat(page.functions())
        .hasSize(50)
        .allMatch(f -> f.state() == null && f.lastUpdateStatus() == null);
    assertThat(page.functions()).allMatch(f -> f.revisionId() != null && f.codeSha256() != null);
    assertThat(rest.functions()).hasSize(1);
    assertThat(rest.nextMarker()).isNull();
    assertThat(
            client
                .listFunctions(b -> b.functionVersion(FunctionVersion.ALL))
                .functions()
                .getFirst()
                .functionArn())
        .endsWith(":$LATEST");
  }

  @Test
  @DisplayName("rule 20: a new function is not found at once")
  void findsNewFunctionsLate() throws IOException {
    // given
    var real = Settings.real(1);
    var lag = new Settings.Lag(Duration.ofSeconds(2), Duration.ZERO, Duration.ZERO, Duration.ZERO);
    var late =
        new Settings(
            false,
            real.settle(),
            real.iamPropagation(),
            lag,
            real.metricLag(),
            real.idle(),
            real.seed());
    try (var other = Lambda.with(late)) {
      var reader = other.client();

      // when
      reader.createFunction(function("f").build());

      // then
      assertRefused(
          404,
          "ResourceNotFoundException",
          "Function not found: " + Scenario.arn("f"),
          () -> reader.getFunction(b -> b.functionName("f")));
      assertThat(reader.listFunctions().functions()).isEmpty();
      assertRefused(
          409,
          "ResourceConflictException",
          "Function already exist: f",
          () -> reader.createFunction(function("f").build()));

      // when
      other.clock.advance(Duration.ofSeconds(2));

      // then
      assertThat(reader.getFunctionConfiguration(b -> b.functionName("f")).state())
          .isEqualTo(State.PENDING);
      assertThat(reader.listFunctions().functions()).hasSize(1);
    }
  }

  @Test
  @DisplayName(
      "rule 21: mappings take their time and come once [test_duplicate_event_source_mappings]")
  void settlesMappings() {
    // given
    create("f");
    lambda.aws.queues.create("q");

    // when
    var created =
        client.createEventSourceMapping(
            b -> b.functionName("f").eventSourceArn(FakeQueues.arn("q")));

    // then
    assertThat(created.state()).isEqualTo("Creating");
    assertRefused(
        409,
        "ResourceConflictException",
        "Please update or delete the existing mapping with UUID " + created.uuid(),
        () ->
            client.createEventSourceMapping(
                b -> b.functionName("f").eventSourceArn(FakeQueues.arn("q"))));
    assertRefused(
        400,
        "ResourceInUseException",
        "because it is in use",
        () -> client.updateEventSourceMapping(b -> b.uuid(created.uuid()).batchSize(5)));
    settle();
    assertThat(client.getEventSourceMapping(b -> b.uuid(created.uuid())).state())
        .isEqualTo("Enabled");
    assertThat(client.updateEventSourceMapping(b -> b.uuid(created.uuid()).enabled(false)).state())
        .isEqualTo("Disabling");
    settle();
    assertThat(client.getEventSourceMapping(b -> b.uuid(created.uuid())).state())
        .isEqualTo("Disabled");
    assertThat(client.deleteEventSourceMapping(b -> b.uuid(created.uuid())).state())
        .isEqualTo("Deleting");
    settle();
    assertRefused(
        404,
        "ResourceNotFoundException",
        "The resource you requested does not exist.",
        () -> client.getEventSourceMapping(b -> b.uuid(created.uuid())));
  }

  @Test
  @DisplayName("rule 21: a missing queue")
  void refusesMissingQueues() {
    // given
    create("f");

    // then
    assertRefused(
        400,
        "InvalidParameterValueException",
        "SQS Error Code: AWS.SimpleQueueService.NonExistentQueue",
        () ->
            client.createEventSourceMapping(
                b -> b.functionName("f").eventSourceArn(FakeQueues.arn("none"))));
  }

  @Test
  @DisplayName("rule 21: a deleted function leaves its mappings behind")
  void leavesMappingsBehind() {
    // given
    create("f");
    lambda.aws.queues.create("q");
    var mapping =
        client.createEventSourceMapping(
            b -> b.functionName("f").eventSourceArn(FakeQueues.arn("q")));
    settle();

    // when
    client.deleteFunction(b -> b.functionName("f"));

    // then
    assertThat(client.getEventSourceMapping(b -> b.uuid(mapping.uuid())).state())
        .isEqualTo("Enabled");
  }

  @Test
  @DisplayName("rule 24: an operation that is not modelled is said to be so")
  void namesWhatIsNotModelled() {
    assertRefused(
        501,
        "NotImplementedException",
        "ListCapacityProviders",
        () -> client.listCapacityProviders(b -> {}));
  }

  @Test
  @DisplayName("rule 27: numbers of versions are never used again")
  void neverUsesANumberAgain() {
    // given
    create("f");
    publish();
    client.deleteFunction(b -> b.functionName("f"));

    // when
    create("f");

    // then
    assertThat(publish()).isEqualTo("2");
  }

  @Test
  @DisplayName("rule 28: a function in a VPC that nobody calls goes to sleep")
  void fallsAsleep() {
    // given
    client.createFunction(
        function("f").vpcConfig(v -> v.subnetIds("subnet-1").securityGroupIds("sg-1")).build());
    lambda.clock.advance(Duration.ofMinutes(5));

    // when
    lambda.clock.advance(Duration.ofDays(15));

    // then
    assertThat(client.getFunction(b -> b.functionName("f")).configuration().state())
        .isEqualTo(State.INACTIVE);
    assertRefused(
        409,
        "ResourceConflictException",
        "The function is currently in the following state: Inactive",
        () -> client.invoke(b -> b.functionName("f")));
    assertThat(client.getFunction(b -> b.functionName("f")).configuration().state())
        .isEqualTo(State.PENDING);
    lambda.clock.advance(Duration.ofMinutes(5));
    assertThat(client.getFunction(b -> b.functionName("f")).configuration().state())
        .isEqualTo(State.ACTIVE);
  }

  @Test
  @DisplayName("accounts and regions have nothing in common")
  void keepsAccountsApart() {
    // given
    create("f");

    // then
    assertThat(lambda.client("222222222222").listFunctions().functions()).isEmpty();
  }
}
