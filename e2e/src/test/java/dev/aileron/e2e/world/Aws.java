package dev.aileron.e2e.world;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowingConsumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/** The sandbox's AWS as its users reach it. */
public final class Aws implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LambdaClient lambda;
  private final SfnClient stepFunctions;

  private Aws(LambdaClient lambda, SfnClient stepFunctions) {
    this.lambda = lambda;
    this.stepFunctions = stepFunctions;
  }

  static Aws of(Sandbox sandbox) {
    return new Aws(
        configured(LambdaClient.builder(), sandbox)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build(),
        configured(SfnClient.builder(), sandbox)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            // StartSyncExecution would put "sync-" before the endpoint's host.
            .overrideConfiguration(it ->
                it.putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true))
            .build());
  }

  public LambdaClient lambda() {
    return lambda;
  }

  public SfnClient stepFunctions() {
    return stepFunctions;
  }

  /** Functions that belong to a namespace's objects, under default names. */
  public List<FunctionConfiguration> functions(String namespace) {
    return lambda.listFunctionsPaginator().functions().stream()
        .filter(it -> it.functionName().startsWith(namespace + "-"))
        .toList();
  }

  /** State machines that belong to a namespace's objects, under default names. */
  public List<StateMachineListItem> stateMachines(String namespace) {
    return stepFunctions.listStateMachinesPaginator().stateMachines().stream()
        .filter(it -> it.name().startsWith(namespace + "-"))
        .toList();
  }

  /** Numbers of a function's published versions, the oldest first. */
  public List<String> functionVersions(String function) {
    return lambda
        .listVersionsByFunctionPaginator(it -> it.functionName(function))
        .versions()
        .stream()
        .map(FunctionConfiguration::version)
        .filter(version -> !version.equals("$LATEST"))
        .toList();
  }

  /** The version that a function's alias serves. */
  public String servedVersion(String function, String alias) {
    return lambda.getAlias(it -> it.functionName(function).name(alias)).functionVersion();
  }

  /** ARNs of a state machine's published versions, the newest first. */
  public List<String> stateMachineVersions(String stateMachineArn) {
    return stepFunctions
        .listStateMachineVersions(it -> it.stateMachineArn(stateMachineArn))
        .stateMachineVersions()
        .stream()
        .map(it -> it.stateMachineVersionArn())
        .toList();
  }

  /** ARN of the one version that a state machine's alias serves. */
  public String servedStateMachineVersion(String aliasArn) {
    var routes =
        stepFunctions
            .describeStateMachineAlias(it -> it.stateMachineAliasArn(aliasArn))
            .routingConfiguration();
    if (routes.size() != 1) {
      throw new IllegalStateException(aliasArn + " has " + routes);
    }
    return routes.getFirst().stateMachineVersionArn();
  }

  /** What a function answers to an empty event. */
  public JsonNode invoke(String functionArn) {
    var response =
        lambda.invoke(it -> it.functionName(functionArn).payload(SdkBytes.fromUtf8String("{}")));
    return parse(response.payload().asUtf8String());
  }

  /**
   * Runs an execution to its end.
   *
   * @return its output
   * @throws IllegalStateException with error and cause, when it does not succeed
   */
  public JsonNode run(String aliasArn, String input) {
    var execution =
        stepFunctions
            .startExecution(it -> it.stateMachineArn(aliasArn).input(input))
            .executionArn();
    var ended =
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .until(
                () -> stepFunctions.describeExecution(it -> it.executionArn(execution)),
                it -> it.status() != ExecutionStatus.RUNNING);
    if (ended.status() != ExecutionStatus.SUCCEEDED) {
      throw new IllegalStateException(
          "%s %s: %s %s".formatted(execution, ended.status(), ended.error(), ended.cause()));
    }
    return parse(ended.output());
  }

  /**
   * Runs executions until one has the output, and gives up after a while. An alias that moved takes
   * AWS a moment: UpdateStateMachineAlias is eventually consistent.
   */
  public void awaitRun(String aliasArn, String input, ThrowingConsumer<JsonNode> output) {
    await().atMost(PATIENCE).untilAsserted(() -> output.accept(run(aliasArn, input)));
  }

  /** Invokes until an answer is so, and gives up after a while. Aliases take a moment to move. */
  public void awaitInvoke(String functionArn, ThrowingConsumer<JsonNode> answer) {
    await().atMost(PATIENCE).untilAsserted(() -> answer.accept(invoke(functionArn)));
  }

  /** Runs an execution of an Express state machine, and gives its output. */
  public JsonNode runExpress(String arn, String input) {
    var ended = stepFunctions.startSyncExecution(it -> it.stateMachineArn(arn).input(input));
    if (ended.status() != SyncExecutionStatus.SUCCEEDED) {
      throw new IllegalStateException(
          "%s: %s %s %s".formatted(arn, ended.status(), ended.error(), ended.cause()));
    }
    return parse(ended.output());
  }

  static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not JSON: " + json, e);
    }
  }

  @Override
  public void close() {
    lambda.close();
    stepFunctions.close();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configured(B builder, Sandbox sandbox) {
    return builder
        .endpointOverride(URI.create(sandbox.environment("AWS_ENDPOINT_URL")))
        .region(Region.of(sandbox.environment("AWS_REGION")))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    sandbox.environment("AWS_ACCESS_KEY_ID"),
                    sandbox.environment("AWS_SECRET_ACCESS_KEY"))));
  }
}
