package dev.aileron.kinds.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.KeyRef;
import dev.aileron.api.Pin;
import dev.aileron.api.PublishedVersion;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowSpec.DefinitionSource;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kube.Dependents;
import dev.aileron.kube.KnownObjects;
import dev.aileron.kube.Resolution;
import dev.aileron.kube.StatusHead;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a Workflow and what it refers to, to what should be in Step Functions; or why not. */
class WorkflowDesiredFactoryTest {
  private static final DefinitionSource SOURCE =
      new DefinitionSource(new KeyRef("order", "definition.asl.yaml"));

  private final KnownObjects objects = new KnownObjects();
  private final WorkflowDesiredFactory.Seen seen =
      new WorkflowDesiredFactory.Seen(new Dependents(), new Dependents());
  private @Nullable AwsEnvironment environment =
      new AwsEnvironment("eu-west-1", "111122223333", null, null, "", "test", Map.of());
  private final WorkflowKind kind =
      new WorkflowKind(
          _ -> Optional.ofNullable(environment),
          objects,
          seen,
          new ModelStepFunctions(),
          KnownObjects.noReleases());

  // What comes out

  @Test
  void everythingIsLookedUp() {
    // Given
    publish("charge", 3);
    publish("ship", 5);
    Workflow object =
        Workflows.calling("${function:charge}")
            .yaml(
                """
                StartAt: A
                States:
                  A: { Type: Task, Resource: '${function:ship}', Next: B }
                  B: { Type: Task, Resource: '${Charge}', Comment: '${Team}$${x}${Empty}', Next: C }
                  C: { Type: Task, Resource: '${function:charge}', End: true }
                """)
            .functionRef("Charge", "charge")
            .value("Team", "payments")
            .value("Empty", null)
            .object();

    // When
    WorkflowDesired desired = desired(object);

    // Then
    assertThat(desired.content().definition())
        .isEqualTo(
            "{\"StartAt\":\"A\",\"States\":{"
                + "\"A\":{\"Next\":\"B\",\"Resource\":\"arn:aws:lambda:r:1:function:ship:5\",\"Type\":\"Task\"},"
                + "\"B\":{\"Comment\":\"payments${x}\",\"Next\":\"C\",\"Resource\":\"arn:aws:lambda:r:1:function:charge:3\","
                + "\"Type\":\"Task\"},"
                + "\"C\":{\"End\":true,\"Resource\":\"arn:aws:lambda:r:1:function:charge:3\",\"Type\":\"Task\"}}}");
    assertThat(desired.pins())
        .containsExactly(
            new Pin("charge", "3", "arn:aws:lambda:r:1:function:charge:3"),
            new Pin("ship", "5", "arn:aws:lambda:r:1:function:ship:5"));
    assertThat(desired.name()).isEqualTo("shop-order");
    assertThat(desired.type()).isEqualTo("STANDARD");
    assertThat(desired.aliasName()).isEqualTo("live");
    assertThat(desired.tags())
        .containsEntry("team", "a")
        .containsEntry("aileron.dev/cluster", "test")
        .containsEntry("aileron.dev/namespace", "shop")
        .containsEntry("aileron.dev/name", "order");
    assertThat(desired.warnings()).isEmpty();
    assertThat(desired.versionDescription()).isEqualTo("aileron spec=" + desired.specHash());
  }

  @Test
  void aChildStandsForItsAlias() {
    // Given
    Workflow child = Workflows.waiting().named("refund").object();
    child.setStatus(Workflows.withAlias("arn:alias:refund"));
    objects.workflows.put("refund", child);

    // Then
    assertThat(desired(Workflows.calling("${workflow:refund}").object()).content().definition())
        .contains("\"arn:alias:refund\"");
    assertThat(
            desired(Workflows.calling("${R}").workflowRef("R", "refund").object())
                .content()
                .definition())
        .contains("\"arn:alias:refund\"");
  }

  @Test
  void aReferenceThatFollowsTheFunctionIsAWarningAndAVersionIsNot() {
    assertThat(desired(Workflows.calling("charge").object()).warnings())
        .containsExactly(
            "state Call, Arguments.FunctionName: charge is not bound to a version, so that running"
                + " executions can meet new code");
    assertThat(desired(Workflows.calling("charge:7").object()).warnings()).isEmpty();
  }

  @Test
  void aNameThatWasGivenStays() {
    // Given
    Workflow object = Workflows.waiting().object();
    environment =
        new AwsEnvironment("eu-west-1", "111122223333", null, null, "prod-", "test", Map.of());

    // Then
    assertThat(desired(object).name()).isEqualTo("prod-shop-order");
    assertThat(desired(Workflows.waiting().inAws("mine").object()).name()).isEqualTo("mine");
    object.setStatus(kind.status(object, desired(object), null, head()));
    environment =
        new AwsEnvironment("eu-west-1", "111122223333", null, null, "dev-", "test", Map.of());
    assertThat(desired(object).name()).isEqualTo("prod-shop-order");
  }

  @Test
  void theHashIsOfDefinitionAndRole() {
    // Given
    String hash = desired(Workflows.calling("a:1").object()).specHash();

    // Then
    assertThat(desired(Workflows.calling("a:1").value("Unused", "x").object()).specHash())
        .isEqualTo(hash);
    assertThat(desired(Workflows.calling("a:2").object()).specHash()).isNotEqualTo(hash);
  }

  @Test
  void aDefinitionComesOutOfAConfigMap() {
    // Given
    objects.configMaps.put(
        "order",
        new ConfigMapBuilder()
            .addToData("definition.asl.yaml", "StartAt: A\nStates: { A: { Type: Succeed } }")
            .build());

    // Then
    assertThat(desired(Workflows.waiting().from(SOURCE).object()).content().definition())
        .isEqualTo("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}");
  }

  // What is waited for

  @Test
  void aMissingConfigMapOrKeyIsWaitedFor() {
    // Given
    Workflow object = Workflows.waiting().from(SOURCE).object();

    // Then
    assertThat(waiting(object))
        .isEqualTo("spec.definitionFrom.configMapKeyRef: the ConfigMap shop/order does not exist");
    objects.configMaps.put("order", new ConfigMapBuilder().build());
    assertThat(waiting(object))
        .isEqualTo(
            "spec.definitionFrom.configMapKeyRef: the ConfigMap shop/order has no key"
                + " definition.asl.yaml");
  }

  @Test
  void aFunctionIsWaitedForUntilItHasPublishedItsCurrentGeneration() {
    // Given
    Workflow object = Workflows.calling("${function:charge}").object();
    String where = "spec.definition: state Call, Arguments.FunctionName: ";

    // Then: missing
    assertThat(waiting(object))
        .isEqualTo(where + "the ServerlessFunction shop/charge does not exist");

    // new
    ServerlessFunction function = function("charge", 2, null);
    assertThat(waiting(object))
        .isEqualTo(
            where + "the ServerlessFunction shop/charge has not published its generation 2 yet");

    // published, but another generation
    function.setStatus(
        status(List.of(), new PublishedVersion("1", "arn:aws:lambda:r:1:function:charge:1", 1L)));
    assertThat(waiting(object)).endsWith("has not published its generation 2 yet");

    // and it says why
    Condition ready =
        new Condition("Ready", "False", 2L, "t", "RejectedByAWS", "memory is too small");
    function.setStatus(
        status(
            List.of(ready), new PublishedVersion("1", "arn:aws:lambda:r:1:function:charge:1", 1L)));
    assertThat(waiting(object))
        .endsWith("its generation 2 yet (RejectedByAWS: memory is too small)");

    // published
    function.setStatus(
        status(List.of(), new PublishedVersion("2", "arn:aws:lambda:r:1:function:charge:2", 2L)));
    assertThat(desired(object).pins())
        .containsExactly(new Pin("charge", "2", "arn:aws:lambda:r:1:function:charge:2"));

    // going
    function.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    assertThat(waiting(object))
        .isEqualTo(where + "the ServerlessFunction shop/charge is being deleted");
  }

  @Test
  void aChildIsWaitedForUntilItHasAnAlias() {
    // Given
    Workflow object = Workflows.calling("${R}").workflowRef("R", "refund").object();
    String where = "spec.substitutions[R]: ";

    // Then
    assertThat(waiting(object)).isEqualTo(where + "the Workflow shop/refund does not exist");
    Workflow child = Workflows.waiting().named("refund").object();
    objects.workflows.put("refund", child);
    assertThat(waiting(object)).isEqualTo(where + "the Workflow shop/refund has no alias yet");
    child.setStatus(Workflows.withAlias("arn:alias:refund"));
    child.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
    assertThat(waiting(object)).isEqualTo(where + "the Workflow shop/refund is being deleted");
  }

  @Test
  void whomItWaitsForIsKnownToWakeIt() {
    // Given
    Workflow object =
        Workflows.calling("${function:charge}${workflow:refund}")
            .functionRef("Ship", "ship")
            .workflowRef("Back", "back")
            .object();

    // When
    waiting(object);

    // Then
    ResourceID id = ResourceID.fromResource(object);
    for (String function : List.of("charge", "ship")) {
      assertThat(seen.functions().of(function(function, 1, null))).containsExactly(id);
    }
    for (String workflow : List.of("refund", "back")) {
      assertThat(seen.workflows().of(Workflows.waiting().named(workflow).object()))
          .containsExactly(id);
    }
    assertThat(seen.functions().of(function("other", 1, null))).isEmpty();
    seen.forget(object);
    assertThat(seen.functions().of(function("charge", 1, null))).isEmpty();
  }

  // What is refused

  @Test
  void oneFormOfDefinitionMustBeThere() {
    assertThat(invalid(Workflows.waiting().without().object()))
        .isEqualTo("spec: one of definition, definitionString and definitionFrom must be set");
  }

  @Test
  void aTextThatCannotBeReadIsRefusedWithItsPlace() {
    // Given
    objects.configMaps.put(
        "order", new ConfigMapBuilder().addToData("definition.asl.yaml", "StartAt: [").build());

    // Then
    assertThat(invalid(Workflows.waiting().string("{\"StartAt\": }").object()))
        .startsWith("spec.definitionString: line 1, column 13: is not JSON: Unexpected character");
    assertThat(invalid(Workflows.waiting().from(SOURCE).object()))
        .startsWith("spec.definitionFrom.configMapKeyRef: line ")
        .contains("is not YAML");
  }

  @Test
  void aTransitionToNowhereIsRefusedWithItsState() {
    assertThat(
            invalid(
                Workflows.waiting()
                    .yaml("StartAt: A\nStates: { A: { Type: Pass, Next: Gone } }")
                    .object()))
        .isEqualTo(
            "spec.definition: state A, Next: there is no state Gone beside A"
                + " [transition-target-unknown]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "${Nope}|spec.definition: state Call, Arguments.FunctionName: ${Nope} is neither in"
            + " spec.substitutions nor function:NAME or workflow:NAME; write $${ for a literal ${",
        "${functions:charge}|spec.definition: state Call, Arguments.FunctionName:"
            + " ${functions:charge} is neither in spec.substitutions nor function:NAME or"
            + " workflow:NAME; write $${ for a literal ${",
        "${function:Charge Card}|spec.definition: state Call, Arguments.FunctionName: 'Charge Card'"
            + " cannot be the name of a ServerlessFunction",
        "${function:}|spec.definition: state Call, Arguments.FunctionName: '' cannot be the name of"
            + " a ServerlessFunction",
        "${workflow:a/b}|spec.definition: state Call, Arguments.FunctionName: 'a/b' cannot be the"
            + " name of a Workflow",
        "${workflow:order}|spec.definition: state Call, Arguments.FunctionName: a workflow cannot"
            + " refer to itself",
      })
  void whatCannotBeFilledIsRefusedWithItsState(String text, String expected) {
    assertThat(invalid(Workflows.calling(text).object())).isEqualTo(expected);
  }

  @Test
  void aSubstitutionThatIsTheWorkflowItselfIsRefused() {
    assertThat(invalid(Workflows.calling("${Me}").workflowRef("Me", "order").object()))
        .isEqualTo("spec.substitutions[Me]: a workflow cannot refer to itself");
  }

  @Test
  void aCircleIsNamed() {
    // Given one of the three is written as a text, and one by a substitution
    workflow(Workflows.waiting().string("{\"Comment\": \"${workflow:undo}\"}").named("refund"));
    workflow(Workflows.calling("${Order}").workflowRef("Order", "order").named("undo"));

    // Then
    assertThat(invalid(Workflows.calling("${workflow:refund}").object()))
        .isEqualTo(
            "spec.definition: state Call, Arguments.FunctionName: workflows refer to each other in"
                + " a circle (order -> refund -> undo -> order), and each would wait for the next"
                + " one; name one of them by its ARN instead");
  }

  @Test
  void aCircleOfOthersIsNotOurs() {
    // Given
    workflow(Workflows.calling("${workflow:undo}").named("refund"));
    workflow(Workflows.calling("${workflow:refund}").named("undo"));

    // Then
    assertThat(waiting(Workflows.calling("${workflow:refund}").object()))
        .contains("the Workflow shop/refund has no alias yet");
  }

  private void workflow(Workflows made) {
    Workflow object = made.object();
    objects.workflows.put(object.getMetadata().getName(), object);
  }

  @Test
  void tooLargeADefinitionIsRefusedWithItsSize() {
    // Given
    Workflow object =
        Workflows.calling("${Long}".repeat(300)).value("Long", "x".repeat(4096)).object();

    // Then
    assertThat(invalid(object))
        .matches(
            "spec\\.definition: the definition has 1228\\d{3} bytes; Step Functions takes 1048576"
                + " at most");
  }

  @Test
  void aNamespaceWithoutAnEnvironmentStalls() {
    // Given
    environment = null;

    // Then
    assertThat(kind.resolve(Workflows.waiting().object()))
        .isInstanceOfSatisfying(
            Resolution.Held.class,
            invalid -> assertThat(invalid.hold().reason()).isEqualTo(Reason.NoEnvironment));
  }

  // Helpers

  private WorkflowDesired desired(Workflow object) {
    return switch (kind.resolve(object)) {
      case Resolution.Resolved<WorkflowDesired> resolved -> resolved.desired();
      case Resolution.Held<WorkflowDesired> held -> throw new AssertionError(held.hold());
    };
  }

  private String waiting(Workflow object) {
    return switch (kind.resolve(object)) {
      case Resolution.Held<WorkflowDesired>(Hold hold) -> {
        assertThat(hold.reason()).isEqualTo(Reason.DependencyNotReady);
        yield hold.message();
      }
      case Resolution<WorkflowDesired> other -> throw new AssertionError(other);
    };
  }

  private String invalid(Workflow object) {
    return switch (kind.resolve(object)) {
      case Resolution.Held<WorkflowDesired>(Hold hold) -> {
        assertThat(hold.reason()).isEqualTo(Reason.InvalidSpec);
        yield hold.message();
      }
      case Resolution<WorkflowDesired> other -> throw new AssertionError(other);
    };
  }

  private void publish(String name, int version) {
    function(
        name,
        1,
        status(
            List.of(),
            new PublishedVersion(
                String.valueOf(version),
                "arn:aws:lambda:r:1:function:" + name + ":" + version,
                1L)));
  }

  private ServerlessFunction function(
      String name, long generation, @Nullable FunctionStatus status) {
    ServerlessFunction function = new ServerlessFunction();
    function.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName(name)
            .withGeneration(generation)
            .build());
    function.setStatus(status);
    objects.functions.put(name, function);
    return function;
  }

  private static FunctionStatus status(
      List<Condition> conditions, @Nullable PublishedVersion published) {
    return new FunctionStatus(
        1L,
        conditions,
        null,
        null,
        null,
        null,
        published,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static StatusHead head() {
    return new StatusHead(1, List.of(), null);
  }
}
