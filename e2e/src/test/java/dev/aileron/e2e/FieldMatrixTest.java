package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.answering;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * Fields of the configuration in Lambda: set with a new function, changed, changed there by
 * somebody else, and taken out. One function for each field, all of them at a time.
 */
@EndToEnd
class FieldMatrixTest {
  private static final String VPC =
      "vpc: { subnetIDs: [subnet-0a, subnet-0b], securityGroupIDs: [sg-%s] }";
  private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/%s";
  private static final String QUEUE = "arn:aws:sqs:eu-west-1:111122223333:%s";

  /**
   * A field.
   *
   * @param first YAML with a value
   * @param second YAML with another
   * @param has what of the field Lambda shows, as text
   * @param expected what that is for the first value, for the second, and without
   * @param theirs what somebody else makes of it
   */
  private record Row(
      String name,
      String first,
      String second,
      Function<FunctionConfiguration, Object> has,
      List<String> expected,
      Consumer<UpdateFunctionConfigurationRequest.Builder> theirs) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "memory",
              "memoryMB: 256",
              "memoryMB: 512",
              FunctionConfiguration::memorySize,
              List.of("256", "512", "128"),
              it -> it.memorySize(1024)),
          new Row(
              "timeout",
              "timeoutSeconds: 30",
              "timeoutSeconds: 60",
              FunctionConfiguration::timeout,
              List.of("30", "60", "3"),
              it -> it.timeout(7)),
          new Row(
              "storage",
              "ephemeralStorageMB: 1024",
              "ephemeralStorageMB: 2048",
              it -> it.ephemeralStorage().size(),
              List.of("1024", "2048", "512"),
              it -> it.ephemeralStorage(e -> e.size(600))),
          new Row(
              "variables",
              "env: [{ name: TABLE, value: orders }]",
              "env: [{ name: TABLE, value: carts }]",
              it -> it.environment() == null ? Map.of() : it.environment().variables(),
              List.of("{TABLE=orders}", "{TABLE=carts}", "{}"),
              it -> it.environment(e -> e.variables(Map.of("TABLE", "theirs")))),
          new Row(
              "tracing",
              "tracing: Active",
              "tracing: PassThrough",
              it -> it.tracingConfig().modeAsString(),
              List.of("Active", "PassThrough", "PassThrough"),
              it -> it.tracingConfig(t -> t.mode("Active"))),
          new Row(
              "logging",
              "logging: { format: JSON, systemLevel: WARN, logGroup: /shop/all }",
              "logging: { logGroup: /shop/all }",
              it -> it.loggingConfig().logFormatAsString() + " " + it.loggingConfig().logGroup(),
              List.of("JSON /shop/all", "Text /shop/all", "Text /aws/lambda/%s"),
              it -> it.loggingConfig(l -> l.logGroup("/theirs"))),
          new Row(
              "dead-letters",
              "deadLetterARN: '" + QUEUE.formatted("first") + "'",
              "deadLetterARN: '" + QUEUE.formatted("second") + "'",
              it -> it.deadLetterConfig() == null ? "" : it.deadLetterConfig().targetArn(),
              List.of(QUEUE.formatted("first"), QUEUE.formatted("second"), ""),
              it -> it.deadLetterConfig(d -> d.targetArn(QUEUE.formatted("theirs")))),
          new Row(
              "key",
              "kmsKeyARN: '" + KEY.formatted("first") + "'",
              "kmsKeyARN: '" + KEY.formatted("second") + "'",
              it -> it.kmsKeyArn() == null ? "" : it.kmsKeyArn(),
              List.of(KEY.formatted("first"), KEY.formatted("second"), ""),
              it -> it.kmsKeyArn(KEY.formatted("theirs"))),
          new Row(
              "network",
              VPC.formatted("first"),
              VPC.formatted("second"),
              it -> it.vpcConfig() == null ? List.of() : it.vpcConfig().securityGroupIds(),
              List.of("[sg-first]", "[sg-second]", "[]"),
              it -> it.vpcConfig(v -> v.subnetIds("subnet-0a").securityGroupIds("sg-theirs"))));

  @Test
  void everyFieldIsSetChangedPutBackAndTakenOut(World world, TestNamespace namespace) {
    // when
    ROWS.forEach(row -> namespace.apply(answering(row.name(), "x", row.first())));

    // then
    ROWS.forEach(row -> namespace.awaitServed(row.name(), "1"));
    ROWS.forEach(row -> assertHas(world, namespace, row, 0));

    // when
    ROWS.forEach(row -> namespace.apply(answering(row.name(), "x", row.second())));

    // then
    ROWS.forEach(row -> namespace.awaitServed(row.name(), "2"));
    ROWS.forEach(row -> assertHas(world, namespace, row, 1));

    // when
    for (var row : ROWS) {
      world
          .aws()
          .lambda()
          .updateFunctionConfiguration(it -> {
            it.functionName(namespace.awsName(row.name()));
            row.theirs().accept(it);
          });
      // A look; the sweep would come to it as well, after a minute at the most.
      namespace.apply(answering(row.name(), "x", row.second(), "progressDeadlineSeconds: 600"));
    }

    // then
    for (var row : ROWS) {
      TestNamespace.patiently().untilAsserted(() -> assertHas(world, namespace, row, 1));
      assertThat(world.aws().functionVersions(namespace.awsName(row.name())))
          .describedAs(row.name() + " has the version before")
          .hasSize(2);
    }

    // when
    ROWS.forEach(row -> namespace.apply(answering(row.name(), "x")));

    // then
    for (var row : ROWS) {
      TestNamespace.patiently().untilAsserted(() -> assertHas(world, namespace, row, 2));
      namespace.awaitReadyFunction(row.name());
    }
  }

  private static void assertHas(World world, TestNamespace namespace, Row row, int value) {
    var name = namespace.awsName(row.name());
    var configuration = world.aws().lambda().getFunction(it -> it.functionName(name));
    assertThat(row.has().apply(configuration.configuration()))
        .describedAs(row.name())
        .asString()
        .isEqualTo(row.expected().get(value).formatted(name));
  }
}
