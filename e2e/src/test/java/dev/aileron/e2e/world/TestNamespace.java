package dev.aileron.e2e.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.core.ConditionFactory;

/** A test's own namespace in the cluster, and its part of AWS and of the request log. */
public final class TestNamespace {

  /** For what an operator does within seconds; generous, for machines that have other work. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration POLL = Duration.ofMillis(100);

  private static final String FUNCTION = "ServerlessFunction";
  private static final String WORKFLOW = "Workflow";

  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final World world;
  private final String name;
  private final Instant start;

  private TestNamespace(World world, String name) {
    this.world = world;
    this.name = name;
    this.start = world.requests().now();
  }

  /**
   * Makes a namespace that no other test has.
   *
   * @param prefix what its name begins with
   */
  public static TestNamespace create(World world, String prefix) {
    var name = prefix + "-" + COUNTER.incrementAndGet();
    world.cluster().createNamespace(name);
    return new TestNamespace(world, name);
  }

  /** Waits with the suites' patience. */
  public static ConditionFactory patiently() {
    return await().atMost(PATIENCE).pollInterval(POLL);
  }

  public String name() {
    return name;
  }

  /** The name in AWS of what an object of that name stands for, by default. */
  public String awsName(String object) {
    return name + "-" + object;
  }

  /** Applies manifests one after another, as a person with kubectl. */
  public void apply(String... manifests) {
    for (var manifest : manifests) {
      world.cluster().apply(name, "kubectl", manifest);
    }
  }

  /** Applies a manifest of one object under a field manager's name. */
  public Resource applyAs(String fieldManager, String manifest) {
    var applied = world.cluster().apply(name, fieldManager, manifest);
    assertThat(applied).hasSize(1);
    return applied.getFirst();
  }

  public Resource function(String function) {
    return object(FUNCTION, function);
  }

  public Resource workflow(String workflow) {
    return object(WORKFLOW, workflow);
  }

  public List<Resource> releases() {
    return world.cluster().list("Release", name);
  }

  /** Waits for a function as {@code kubectl wait --for=condition=Ready} does. */
  public Resource awaitReadyFunction(String function) {
    return awaitFunction(function, TestNamespace::isReady);
  }

  /** Waits for a workflow as {@code kubectl wait --for=condition=Ready} does. */
  public Resource awaitReadyWorkflow(String workflow) {
    return awaitWorkflow(workflow, TestNamespace::isReady);
  }

  /** Waits until the alias of a function that is Ready serves a version. */
  public Resource awaitServed(String function, String version) {
    return awaitFunction(
        function,
        it -> {
          isReady(it);
          assertThat(it.text("/status/stable/version")).describedAs("stable").isEqualTo(version);
        });
  }

  /** Waits until the alias of a workflow that is Ready serves a version. */
  public Resource awaitWorkflowServed(String workflow, String version) {
    return awaitWorkflow(
        workflow,
        it -> {
          isReady(it);
          assertThat(it.text("/status/stable/version")).describedAs("stable").isEqualTo(version);
        });
  }

  /**
   * Waits until a workflow is Ready and a version of it that pins a function's version is served.
   */
  public Resource awaitPinned(String workflow, String function, String version) {
    return awaitWorkflow(
        workflow,
        it -> {
          isReady(it);
          assertThat(it.json().at("/status/pins"))
              .describedAs("pins")
              .anySatisfy(pin -> {
                assertThat(pin.path("function").asText()).isEqualTo(function);
                assertThat(pin.path("version").asText()).isEqualTo(version);
              });
          assertThat(it.text("/status/stable/version"))
              .describedAs("stable is what was published last")
              .isEqualTo(it.text("/status/published/version"));
        });
  }

  /** Waits until something holds for a function. */
  public Resource awaitFunction(String function, ThrowingConsumer<Resource> holds) {
    return awaitObject(FUNCTION, function, holds);
  }

  /** Waits until something holds for a workflow. */
  public Resource awaitWorkflow(String workflow, ThrowingConsumer<Resource> holds) {
    return awaitObject(WORKFLOW, workflow, holds);
  }

  public void deleteFunction(String function) {
    world.cluster().delete(FUNCTION, name, function);
  }

  public void deleteWorkflow(String workflow) {
    world.cluster().delete(WORKFLOW, name, workflow);
  }

  /** Waits until an object's finalizers are gone, and it with them. */
  public void awaitGone(String kind, String object) {
    patiently()
        .untilAsserted(() ->
            assertThat(world.cluster().find(kind, name, object))
                .describedAs(kind + " " + object)
                .isEmpty());
  }

  /** What AWS was asked about this namespace's functions and state machines since it exists. */
  public List<AwsRequest> requests() {
    return requestsSince(start);
  }

  /** What AWS was asked about this namespace's functions and state machines since a mark. */
  public List<AwsRequest> requestsSince(Instant mark) {
    return world.requests().since(mark).stream().filter(it -> it.isAbout(name)).toList();
  }

  private Resource object(String kind, String object) {
    return world
        .cluster()
        .find(kind, name, object)
        .orElseThrow(() -> new AssertionError("There is no %s %s.".formatted(kind, object)));
  }

  private Resource awaitObject(String kind, String object, ThrowingConsumer<Resource> holds) {
    var seen = new AtomicReference<Resource>();
    patiently()
        .untilAsserted(() -> {
          seen.set(object(kind, object));
          assertThat(seen.get()).describedAs(seen.get().summary()).satisfies(holds);
        });
    return seen.get();
  }

  private static void isReady(Resource object) {
    assertThat(object.isReady()).describedAs("Ready for this generation").isTrue();
  }
}
