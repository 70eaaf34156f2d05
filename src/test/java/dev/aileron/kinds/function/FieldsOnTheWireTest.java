package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.aileron.api.FunctionSpec;
import dev.aileron.aws.AwsClients;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.budget.CallBudget;
import dev.aileron.kinds.function.FieldSamples.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Every field of the configuration as Lambda is sent it, and as Lambda tells it. */
class FieldsOnTheWireTest {
  private static final JsonMapper JSON = new JsonMapper();

  private final AwsClients clients =
      new AwsClients(
          StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")),
          () -> new CallBudget(Clock.systemUTC(), 1));
  private final LambdaFunctionGateway gateway = new LambdaFunctionGateway(clients);
  private HttpServer lambda;
  private String answer = "{}";
  private ObjectNode asked = JSON.createObjectNode();

  @BeforeEach
  void listen() throws IOException {
    lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lambda.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (body.length > 0) {
            asked = (ObjectNode) JSON.readTree(body);
          }
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    lambda.start();
  }

  @AfterEach
  void end() {
    lambda.stop(0);
    clients.close();
  }

  @ParameterizedTest
  @MethodSource("dev.aileron.kinds.function.FieldSamples#all")
  void aChangeSendsItAndNothingElse(Sample sample) throws IOException {
    assertThat(sent(sample, sample.withFirst())).isEqualTo(JSON.readTree(sample.sent()));
  }

  @ParameterizedTest
  @MethodSource("dev.aileron.kinds.function.FieldSamples#all")
  void aNewFunctionIsAskedForWithIt(Sample sample) throws IOException {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.apply(Specs.with(sample.withFirst(), "functionName: hello"));

    // When
    gateway.execute(environment(), new FunctionStep.CreateFunction(world.desired()));

    // Then
    JSON.readTree(sample.sent())
        .forEachEntry((member, value) -> assertThat(asked.get(member)).isEqualTo(value));
    assertThat(asked.get("PackageType").asText())
        .isEqualTo(sample.field() == FunctionField.IMAGE ? "Image" : "Zip");
    assertThat(asked.get("Publish").asBoolean()).isTrue();
    assertThat(asked.at("/Tags/aileron.dev~1created-from").asText()).startsWith("aileron spec=");
    assertThat(asked.has("VpcConfig")).isEqualTo(sample.field() == FunctionField.VPC);
  }

  @Test
  void tenantsAreKeptApartFromTheStart() {
    // Given
    FunctionWorld world = new FunctionWorld();
    world.apply(
        Specs.with(FieldSamples.all().findFirst().orElseThrow().base(), "tenancy: PerTenant"));

    // When
    gateway.execute(environment(), new FunctionStep.CreateFunction(world.desired()));

    // Then
    assertThat(asked.at("/TenancyConfig/TenantIsolationMode").asText()).isEqualTo("PER_TENANT");
  }

  @ParameterizedTest
  @MethodSource("clearable")
  void takingItOutIsSaidAloud(Sample sample) throws IOException {
    // Given
    FunctionSpec without = Specs.with(sample.withFirst(), Objects.requireNonNull(sample.without()));

    // Then
    assertThat(sent(sample, without))
        .isEqualTo(JSON.readTree(Objects.requireNonNull(sample.cleared())));
  }

  static Stream<Sample> clearable() {
    return FieldSamples.all().filter(sample -> sample.without() != null);
  }

  @ParameterizedTest
  @MethodSource("dev.aileron.kinds.function.FieldSamples#all")
  void whatLambdaTellsOfItIsWhatWasAskedFor(Sample sample) throws IOException {
    for (FunctionSpec spec : new FunctionSpec[] {sample.withFirst(), sample.base()}) {
      // Given: an update of everything
      FunctionConfig config = config(spec);
      gateway.execute(environment(), update(config, Set.of()));

      // When
      answer = "{\"Configuration\":" + told(asked) + "}";

      // Then
      assertThat(gateway.latest(environment(), "hello"))
          .hasValueSatisfying(latest -> assertThat(latest.config()).isEqualTo(config));
    }
  }

  private ObjectNode sent(Sample sample, FunctionSpec spec) {
    gateway.execute(environment(), update(config(spec), Set.of(sample.field())));
    ObjectNode sent = asked.deepCopy();
    sent.remove(Set.of("Description", "RevisionId"));
    return sent;
  }

  private static FunctionConfig config(FunctionSpec spec) {
    return FunctionConfigs.of(spec, "hello", new FunctionWorld().variables(spec));
  }

  /** Answers have the members of requests, but for three. */
  private static JsonNode told(ObjectNode asked) {
    ObjectNode told = asked.deepCopy();
    told.put("FunctionName", "hello").put("State", "Active");
    JsonNode layers = told.remove("Layers");
    if (layers != null) {
      layers.forEach(arn -> told.withArray("Layers").addObject().set("Arn", arn));
    }
    JsonNode image = told.remove("ImageConfig");
    if (image != null) {
      told.putObject("ImageConfigResponse").set("ImageConfig", image);
    }
    if (told.has("VpcConfig")) {
      ((ObjectNode) told.get("VpcConfig")).put("VpcId", "vpc-1");
    }
    return told;
  }

  private static FunctionStep update(FunctionConfig config, Set<FunctionField> changed) {
    return new FunctionStep.UpdateConfiguration("hello", config, "", "revision", changed);
  }

  private AwsEnvironment environment() {
    return new AwsEnvironment(
        "eu-west-1",
        "111122223333",
        null,
        URI.create("http://127.0.0.1:" + lambda.getAddress().getPort()),
        "",
        "test",
        Map.of());
  }
}
