package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.calling;
import static dev.aileron.e2e.world.Manifests.configMap;
import static dev.aileron.e2e.world.Manifests.function;
import static dev.aileron.e2e.world.Manifests.functionWithCode;
import static dev.aileron.e2e.world.Manifests.workflow;
import static dev.aileron.e2e.world.Manifests.workflowCalling;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.Resource;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From manifests to an execution that answers. */
@EndToEnd
class ReleaseTest {

  private static final String PRICE =
      function(
          "price",
          """
          def handler(order, context):
              return sum(line["quantity"] * line["euros"] for line in order["lines"])
          """);

  private static final String RECEIPT =
      functionWithCode(
          "receipt",
          "code: { configMapRef: { name: receipt-code } }",
          "env: [ { name: PREFIX, valueFrom: { configMapKeyRef: { name: settings, key: prefix } } } ]");

  private static final String RECEIPT_CODE =
      configMap(
          "receipt-code",
          "app.py",
          """
          import os

          def handler(order, context):
              return os.environ["PREFIX"].strip() + order["id"]
          """);

  private static final String SETTINGS = configMap("settings", "prefix", "receipt-");

  private static final String DEFINITION =
      configMap("order-definition", "order.asl.yaml", calling("price", "receipt"));

  private static final String ORDER =
      workflow(
          "order",
          "definitionFrom: { configMapKeyRef: { name: order-definition, key: order.asl.yaml } }");

  private static final String INPUT =
      """
      { "id": "A-17", "lines": [ { "quantity": 2, "euros": 12 }, { "quantity": 1, "euros": 7 } ] }\
      """;

  @ParameterizedTest(name = "order {0}")
  @ValueSource(ints = {1, 2, 3, 4})
  void manifestsAppliedInAnyOrderBecomeAWorkflowThatAnswers(
      int seed, World world, TestNamespace namespace) {
    // given
    var manifests =
        new ArrayList<>(List.of(PRICE, RECEIPT, RECEIPT_CODE, SETTINGS, DEFINITION, ORDER));
    Collections.shuffle(manifests, new Random(seed));

    // when
    namespace.apply(manifests.toArray(String[]::new));

    // then
    var order = namespace.awaitReadyWorkflow("order");
    assertThat(world.aws().run(order.text("/status/aliasARN"), INPUT))
        .isEqualTo(json("{ \"price\": 31, \"receipt\": \"receipt-A-17\" }"));

    // and then
    assertThat(namespace.releases())
        .describedAs("one published version each, whatever came first")
        .extracting(Resource::name)
        .containsExactlyInAnyOrder("price-function-1", "receipt-function-1", "order-workflow-1");
    assertThat(world.aws().functionVersions(namespace.awsName("price"))).containsExactly("1");
    assertThat(world.aws().functionVersions(namespace.awsName("receipt"))).containsExactly("1");
    assertThat(world.aws().stateMachineVersions(order.text("/status/stateMachineARN"))).hasSize(1);
  }

  @Test
  void aWorkflowThatComesFirstWaitsForItsFunctionsAndGoesOnByItself(
      World world, TestNamespace namespace) {
    // when
    namespace.apply(workflowCalling("order", "price"));

    // then
    namespace.awaitWorkflow(
        "order",
        it -> {
          assertThat(it.condition("ReferencesResolved"))
              .hasValueSatisfying(condition -> {
                assertThat(condition.status()).isEqualTo("False");
                assertThat(condition.reason()).isEqualTo("DependencyNotReady");
                assertThat(condition.message()).contains("price");
              });
          assertThat(it.status("Stalled")).isEqualTo("absent");
          assertThat(it.status("Reconciling")).isEqualTo("True");
          assertThat(it.condition("Ready"))
              .hasValueSatisfying(condition -> {
                assertThat(condition.status()).isEqualTo("False");
                assertThat(condition.reason()).isEqualTo("DependencyNotReady");
              });
        });
    assertThat(world.aws().stateMachines(namespace.name())).isEmpty();

    // and when
    namespace.apply(PRICE);

    // then
    var order = namespace.awaitPinned("order", "price", "1");
    assertThat(order.status("ReferencesResolved")).isEqualTo("True");
    assertThat(world.aws().run(order.text("/status/aliasARN"), INPUT))
        .isEqualTo(json("{ \"price\": 31 }"));
  }

  @Test
  void definitionsMayBeTextAndNameTheirSubstitutions(World world, TestNamespace namespace) {
    // given
    var greet =
        workflow(
            "greet",
            """
            definitionString: |
              {"QueryLanguage": "JSONata", "StartAt": "Greet", "States": {"Greet": {
                "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
                "Arguments": {"FunctionName": "${Greeter}", "Payload": {"name": "${Name}"}},
                "Output": "{% $states.result.Payload %}", "End": true}}}
            """,
            """
            substitutions:
            - { name: Greeter, functionRef: { name: hello } }
            - { name: Name, value: Ada }
            """,
            "type: Express");
    var hello =
        function(
            "hello",
            """
            def handler(event, context):
                return "Hello, " + event["name"]
            """);

    // when
    namespace.apply(hello, greet);

    // then
    var ready = namespace.awaitPinned("greet", "hello", "1");
    var machine =
        world
            .aws()
            .stepFunctions()
            .describeStateMachine(it -> it.stateMachineArn(ready.text("/status/stateMachineARN")));
    assertThat(machine.typeAsString()).isEqualTo("EXPRESS");
    // Through the alias it would be in AWS; the sandbox's AWS starts synchronous executions of
    // state
    // machines alone.
    assertThat(world.aws().runExpress(ready.text("/status/stateMachineARN"), "{}").asText())
        .isEqualTo("Hello, Ada");
  }

  @Test
  void aWorkflowStartsAnotherThroughItsAlias(World world, TestNamespace namespace) {
    // given
    var parent =
        workflow(
            "parent",
            """
            definition:
              QueryLanguage: JSONata
              StartAt: Child
              States:
                Child:
                  Type: Task
                  Resource: arn:aws:states:::states:startExecution
                  Arguments: { StateMachineArn: "${workflow:child}" }
                  End: true
            """);

    // when
    namespace.apply(parent, workflowCalling("child", "price"), PRICE);

    // then
    var ready = namespace.awaitReadyWorkflow("parent");
    var child = namespace.awaitReadyWorkflow("child");
    var definition =
        world
            .aws()
            .stepFunctions()
            .describeStateMachine(it -> it.stateMachineArn(ready.text("/status/stateMachineARN")))
            .definition();
    assertThat(json(definition).at("/States/Child/Arguments/StateMachineArn").asText())
        .isEqualTo(child.text("/status/aliasARN"));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
