package dev.aileron.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.Release;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kinds.function.FunctionReconciler;
import dev.aileron.kinds.function.LambdaAccount;
import dev.aileron.kinds.workflow.StepFunctionsAccount;
import dev.aileron.kinds.workflow.WorkflowReconciler;
import dev.aileron.kube.Services;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A namespace, an AWS, and what happens in them. Whatever a test is about: when it ends, every
 * status that any object ever had in it must have kept the rules.
 */
final class World implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  /** Long enough to never come in a test. */
  static final Duration NEVER = Duration.ofHours(1);

  final TestClock clock = new TestClock();
  final LambdaAccount lambda = new LambdaAccount();
  final StepFunctionsAccount stepFunctions = new StepFunctionsAccount();
  private final ControlPlane controlPlane;
  private final KubernetesClient client;
  private final String namespace;
  private final StatusObserver<ServerlessFunction, FunctionStatus> functions;
  private final StatusObserver<Workflow, WorkflowStatus> workflows;
  private final List<RunningOperator> operators = new ArrayList<>();
  private Duration sweep = NEVER;
  private int atOnce = 1;
  private boolean expectsInternalErrors;

  World(ControlPlane controlPlane, String test) {
    this.controlPlane = controlPlane;
    this.client = controlPlane.client();
    this.namespace = controlPlane.namespace(test);
    this.functions = new StatusObserver<>(client, namespace, ServerlessFunction.class);
    this.workflows = new StatusObserver<>(client, namespace, Workflow.class);
  }

  KubernetesClient client() {
    return client;
  }

  /** For another client. */
  Config config() {
    return controlPlane.config();
  }

  String namespace() {
    return namespace;
  }

  /** The name in AWS of an object that chooses none. */
  String nameInAWS(String name) {
    return namespace + "-" + name;
  }

  /** An operator that looks at objects in sync after an hour. */
  RunningOperator startOperator() {
    return startOperator(client, NEVER);
  }

  /**
   * @param resync how often an object that is in sync is looked at again
   */
  RunningOperator startOperator(KubernetesClient itsClient, Duration resync) {
    return keep(RunningOperator.start(itsClient, namespace, kinds(itsClient, resync)));
  }

  /** An operator that waits for a Lease. */
  RunningOperator startReplica(LeaderElectionConfiguration lease) {
    RunningOperator replica = RunningOperator.start(client, namespace, kinds(client, NEVER), lease);
    operators.add(replica);
    return replica;
  }

  private List<Reconciler<? extends HasMetadata>> kinds(
      KubernetesClient itsClient, Duration resync) {
    Services services =
        new Services(itsClient, _ -> Optional.of(environment()), clock, resync, sweep);
    return List.of(
        new FunctionReconciler(services, lambda), new WorkflowReconciler(services, stepFunctions));
  }

  RunningOperator keep(RunningOperator operator) {
    operators.add(operator);
    atOnce = Math.max(atOnce, (int) operators.stream().filter(RunningOperator::isRunning).count());
    return operator;
  }

  static AwsEnvironment environment() {
    return new AwsEnvironment("eu-west-1", "111122223333", null, null, "", "test", Map.of());
  }

  /** How often operators that are started from now on list all functions. */
  void sweepEvery(Duration period) {
    sweep = period;
  }

  /** From now on it is no failure that something unexpected happens. */
  void expectInternalErrors() {
    expectsInternalErrors = true;
  }

  /** Applies an object as {@code kubectl apply --server-side} does. */
  void apply(Manifest manifest) {
    apply(manifest, "kubectl");
  }

  void apply(Manifest manifest, String manager) {
    client
        .resource(manifest.resource(namespace))
        .fieldManager(manager)
        .forceConflicts()
        .serverSideApply();
  }

  /** What the API server would make of an object that is new. */
  GenericKubernetesResource dryRun(Manifest manifest) {
    GenericKubernetesResource resource = manifest.resource(namespace);
    resource.getMetadata().setName(resource.getMetadata().getName() + "-dry");
    return client.resource(resource).dryRun().create();
  }

  /** Changes some fields of an object, as {@code kubectl patch} does. */
  <P extends CustomResource<?, ?>> void patch(Class<P> kind, String name, String json) {
    client
        .resources(kind)
        .inNamespace(namespace)
        .withName(name)
        .patch(PatchContext.of(PatchType.JSON_MERGE), json);
  }

  void patchFunction(String name, String json) {
    patch(ServerlessFunction.class, name, json);
  }

  void patchWorkflow(String name, String json) {
    patch(Workflow.class, name, json);
  }

  void configMap(String name, Map<String, String> data) {
    client
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withData(data)
                .build())
        .fieldManager("kubectl")
        .serverSideApply();
  }

  void secret(String name, Map<String, String> values) {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .withStringData(values)
                .build())
        .fieldManager("kubectl")
        .serverSideApply();
  }

  <P extends HasMetadata> Optional<P> find(Class<P> kind, String name) {
    return Optional.ofNullable(client.resources(kind).inNamespace(namespace).withName(name).get());
  }

  ServerlessFunction function(String name) {
    return find(ServerlessFunction.class, name).orElseThrow();
  }

  Workflow workflow(String name) {
    return find(Workflow.class, name).orElseThrow();
  }

  List<Release> releases() {
    return client.resources(Release.class).inNamespace(namespace).list().getItems();
  }

  <P extends HasMetadata> void delete(Class<P> kind, String name) {
    client.resources(kind).inNamespace(namespace).withName(name).delete();
  }

  /** The statuses that a function has had, oldest first. */
  List<FunctionStatus> statusesOfFunction(String name) {
    return functions.statuses(name);
  }

  List<WorkflowStatus> statusesOfWorkflow(String name) {
    return workflows.statuses(name);
  }

  /** Messages of the Events about an object, with their reasons. */
  List<String> events(String name) {
    return client.v1().events().inNamespace(namespace).list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getName().equals(name))
        .map(event -> event.getReason() + ": " + event.getMessage())
        .toList();
  }

  /** Waits for an Event about an object; it comes after the status that it tells of. */
  void awaitEvent(String name, String reason) {
    patiently()
        .untilAsserted(
            () -> assertThat(events(name)).anyMatch(event -> event.startsWith(reason + ": ")));
  }

  ServerlessFunction awaitReady(String function) {
    return until(ServerlessFunction.class, function, Statuses::isReady);
  }

  Workflow awaitReadyWorkflow(String workflow) {
    return until(Workflow.class, workflow, Statuses::isReady);
  }

  /** Waits until Ready has a reason, and the status speaks of the object's generation. */
  ServerlessFunction awaitReason(String function, String reason) {
    return until(
        ServerlessFunction.class,
        function,
        f -> Statuses.isCurrent(f) && Statuses.reason(f).equals(reason));
  }

  Workflow awaitWorkflowReason(String workflow, String reason) {
    return until(
        Workflow.class, workflow, w -> Statuses.isCurrent(w) && Statuses.reason(w).equals(reason));
  }

  /** Waits until an object is as the test wants it; says how it is if that never comes. */
  <P extends HasMetadata> P until(Class<P> kind, String name, Predicate<P> condition) {
    try {
      return patiently()
          .until(() -> find(kind, name), found -> found.isPresent() && condition.test(found.get()))
          .orElseThrow();
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%s %s did not become as expected: %s"
              .formatted(
                  kind.getSimpleName(), name, find(kind, name).map(World::yaml).orElse("(gone)")),
          e);
    }
  }

  <P extends HasMetadata> void awaitGone(Class<P> kind, String name) {
    patiently().untilAsserted(() -> assertThat(find(kind, name)).isEmpty());
  }

  static ConditionFactory patiently() {
    return await()
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .pollDelay(Duration.ZERO);
  }

  static String yaml(HasMetadata object) {
    object.getMetadata().setManagedFields(null);
    return Serialization.asYaml(object);
  }

  GenericKubernetesResource raw(Manifest manifest) {
    return client.resource(manifest.resource(namespace)).get();
  }

  @Override
  public void close() {
    operators.forEach(RunningOperator::stop);
    functions.close();
    workflows.close();
    for (StatusObserver<?, ?> observer : List.of(functions, workflows)) {
      assertThat(observer.violations()).as("broken rules of statuses").isEmpty();
      if (atOnce == 1) {
        assertThat(observer.restless()).as("times of conditions").isEmpty();
      }
      if (!expectsInternalErrors) {
        assertThat(observer.internalErrors()).as("internal errors").isEmpty();
      }
    }
  }
}
