package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.answering;
import static dev.aileron.e2e.world.Manifests.functionWithCode;
import static dev.aileron.e2e.world.Manifests.workflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.Manifests;
import dev.aileron.e2e.world.Resource;
import dev.aileron.e2e.world.TestNamespace;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input: refused when it is applied where that can be, and otherwise said in the status. */
@EndToEnd
class RefusalTest {

  /** What is wrong, a manifest, and what the refusal must say: where, and what to do. */
  static Stream<Arguments> invalid() {
    return Stream.of(
        Arguments.of(
            "two sources of code",
            functionWithCode(
                "bad", "code: { inline: { app.py: x }, configMapRef: { name: code } }"),
            "spec.code: Invalid value",
            "exactly one of inline, configMapRef, s3 and image must be set"),
        Arguments.of(
            "no source of code",
            functionWithCode("bad", "code: {}"),
            "spec.code: Invalid value",
            "exactly one of inline, configMapRef, s3 and image must be set"),
        Arguments.of(
            "no code at all",
            functionWithCode("bad", ""),
            "spec.code: Required value",
            "spec.code"),
        Arguments.of(
            "a file outside of the archive",
            functionWithCode("bad", "code: { inline: { \"../app.py\": x } }"),
            "spec.code.inline",
            "file names are relative paths"),
        Arguments.of(
            "an object of S3 told twice",
            functionWithCode(
                "bad",
                "code: { s3: { bucket: code, key: k.zip, objectVersion: v, sha256: "
                    + "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= } }"),
            "spec.code.s3",
            "objectVersion and sha256 exclude each other"),
        Arguments.of(
            "too little memory",
            answering("bad", "hello", "memoryMB: 64"),
            "spec.memoryMB",
            "should be greater than or equal to 128"),
        Arguments.of(
            "a timeout past Lambda's",
            answering("bad", "hello", "timeoutSeconds: 901"),
            "spec.timeoutSeconds",
            "should be less than or equal to 900"),
        Arguments.of(
            "an unknown architecture",
            answering("bad", "hello", "architecture: riscv64"),
            "spec.architecture",
            "\"arm64\", \"x86_64\""),
        Arguments.of(
            "a variable with two values",
            answering(
                "bad",
                "hello",
                "env: [ { name: KEY, value: v, valueFrom: { secretKeyRef: { name: s, key: k } } } ]"),
            "spec.env[0]",
            "exactly one of value and valueFrom must be set"),
        Arguments.of(
            "a variable without a value",
            answering("bad", "hello", "env: [ { name: KEY } ]"),
            "spec.env[0]",
            "exactly one of value and valueFrom must be set"),
        Arguments.of(
            "a variable twice",
            answering("bad", "hello", "env: [ { name: KEY, value: a }, { name: KEY, value: b } ]"),
            "env",
            "duplicate entries for key [name=\"KEY\"]"),
        Arguments.of(
            "a tag of ours",
            answering("bad", "hello", "tags: { aileron.dev/uid: \"1\" }"),
            "spec.tags",
            "tags that begin with aws: or aileron.dev/ are reserved"),
        Arguments.of(
            "a name that Lambda does not take",
            answering("bad", "hello", "functionName: \"a b\""),
            "spec.functionName",
            "should match"),
        Arguments.of(
            "an alias that could be a version",
            answering("bad", "hello", "release: { alias: \"7\" }"),
            "spec.release.alias",
            "should match"),
        Arguments.of(
            "a misspelt field",
            answering("bad", "hello", "memorySize: 256"),
            "memorySize",
            "field not declared in schema"),
        Arguments.of(
            "two definitions",
            workflow("bad", "definition: { StartAt: A, States: {} }", "definitionString: \"{}\""),
            "spec: Invalid value",
            "exactly one of definition, definitionString and definitionFrom must be set"),
        Arguments.of(
            "no definition",
            workflow("bad", ""),
            "spec: Invalid value",
            "exactly one of definition, definitionString and definitionFrom must be set"),
        Arguments.of(
            "a substitution that stands for two things",
            workflow(
                "bad",
                "definitionString: \"{}\"",
                "substitutions: [ { name: A, value: v, functionRef: { name: f } } ]"),
            "spec.substitutions[0]",
            "exactly one of value, functionRef and workflowRef must be set"),
        Arguments.of(
            "an unknown type",
            workflow("bad", "definitionString: \"{}\"", "type: EXPRESS"),
            "spec.type",
            "\"Express\", \"Standard\""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void invalidObjectsAreRefusedWithWhereAndWhy(
      String what, String manifest, String where, String why, TestNamespace namespace) {
    assertThatExceptionOfType(KubernetesClientException.class)
        .describedAs(what)
        .isThrownBy(() -> namespace.apply(manifest))
        .withMessageContaining(where)
        .withMessageContaining(why);
  }

  /** An object, what became of it, and what the refusal must say. */
  static Stream<Arguments> impossibleChanges() {
    var definition = "definition:\n" + Manifests.calling("missing").indent(2);
    return Stream.of(
        Arguments.of(
            answering("it", "hello", "functionName: one", "suspend: true"),
            answering("it", "hello", "functionName: two", "suspend: true"),
            "functionName is immutable: it names the function in AWS. Make a new object instead"),
        Arguments.of(
            answering("it", "hello", "suspend: true"),
            answering("it", "hello", "functionName: one", "suspend: true"),
            "functionName cannot be added or removed later"),
        Arguments.of(
            answering("it", "hello", "release: { alias: live }", "suspend: true"),
            answering("it", "hello", "release: { alias: prod }", "suspend: true"),
            "release.alias is immutable: callers hold its ARN"),
        Arguments.of(
            workflow("it", definition, "type: Standard"),
            workflow("it", definition, "type: Express"),
            "type is immutable: AWS cannot change it. Make a new object instead"),
        Arguments.of(
            workflow("it", definition, "stateMachineName: one"),
            workflow("it", definition),
            "stateMachineName cannot be added or removed later"));
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource("impossibleChanges")
  void changesThatAwsCannotMakeAreRefused(
      String before, String after, String why, TestNamespace namespace) {
    // given
    namespace.apply(before);

    // then
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() -> namespace.apply(after))
        .withMessageContaining(why);
  }

  @Test
  void whatAReleaseSaysOfItsVersionStays(TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"));
    namespace.awaitServed("greeter", "1");

    // then
    assertThatExceptionOfType(KubernetesClientException.class)
        .isThrownBy(() ->
            namespace.apply(
                """
                apiVersion: aileron.dev/v1alpha1
                kind: Release
                metadata: { name: greeter-function-1 }
                spec: { version: "2" }
                """))
        .satisfies(it -> assertThat(it.getMessage()).containsAnyOf("immutable", "conflict"));
  }

  @Test
  void aPlaceholderThatNothingExplainsIsSaidWithItsState(TestNamespace namespace) {
    // when
    namespace.apply(
        workflow(
            "bad",
            """
            definition:
              QueryLanguage: JSONata
              StartAt: Charge
              States:
                Charge:
                  Type: Task
                  Resource: arn:aws:states:::lambda:invoke
                  Arguments: { FunctionName: "${Chargr}" }
                  End: true
            """,
            "substitutions: [ { name: Charger, value: x } ]"));

    // then
    namespace.awaitWorkflow(
        "bad", it -> assertStalled(it, "Chargr", "Charge", "Arguments.FunctionName"));
    assertThat(namespace.requests()).isEmpty();
  }

  @Test
  void aDefinitionThatIsNoObjectIsSaid(TestNamespace namespace) {
    // when
    namespace.apply(workflow("bad", "definitionString: \"{ \\\"StartAt\\\": \""));

    // then
    namespace.awaitWorkflow("bad", it -> assertStalled(it, "definitionString"));
    assertThat(namespace.requests()).isEmpty();
  }

  @Test
  void moreEnvironmentThanLambdaTakesIsSaid(TestNamespace namespace) {
    // when
    namespace.apply(
        answering(
            "bad",
            "hello",
            "env: [ { name: ONE, value: %1$s }, { name: TWO, value: %1$s } ]"
                .formatted("x".repeat(2500))));

    // then
    namespace.awaitFunction("bad", it -> assertStalled(it, "env", "4"));
    assertThat(namespace.requests()).noneMatch(it -> it.write());

    // and when
    namespace.apply(answering("bad", "hello", "env: [ { name: ONE, value: x } ]"));

    // then
    namespace.awaitServed("bad", "1");
  }

  @Test
  void codeThatIsNotThereYetIsWaitedFor(TestNamespace namespace) {
    // when
    namespace.apply(functionWithCode("early", "code: { configMapRef: { name: code } }"));

    // then
    namespace.awaitFunction(
        "early",
        it -> {
          assertThat(it.condition("Ready"))
              .hasValueSatisfying(ready -> {
                assertThat(ready.reason()).isEqualTo("DependencyNotReady");
                assertThat(ready.message()).contains("ConfigMap").contains("code");
              });
          assertThat(it.status("Stalled")).isEqualTo("absent");
        });
    assertThat(namespace.requests()).noneMatch(it -> it.write());

    // and when
    namespace.apply(Manifests.configMap("code", "app.py", Manifests.constant("hello")));

    // then
    namespace.awaitServed("early", "1");
  }

  private static void assertStalled(Resource object, String... messageParts) {
    assertThat(object.condition("Stalled"))
        .hasValueSatisfying(it -> {
          assertThat(it.status()).isEqualTo("True");
          assertThat(it.message()).contains(messageParts);
        });
    assertThat(object.condition("Ready"))
        .hasValueSatisfying(it -> {
          assertThat(it.status()).isEqualTo("False");
          assertThat(it.reason()).isEqualTo(object.condition("Stalled").orElseThrow().reason());
        });
  }
}
