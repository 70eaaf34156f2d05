package dev.aileron.component;

import static dev.aileron.component.Manifest.function;
import static dev.aileron.component.Manifest.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.api.Api;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Situation;
import dev.aileron.kernel.status.StatusContract;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * A change of the spec that lands while the operator writes the status. JOSDK 5.3 takes the event
 * of the change for one of its own write and drops it (java-operator-sdk#3398, #3455, #3484): the
 * object then stays as it is for up to ten hours.
 */
@ComponentTest
class LostUpdateTest {
  @Test
  void aChangeDuringAStatusWriteIsCarriedOut(World world) {
    // Given
    try (Race race = new Race(world)) {
      RunningOperator operator = world.startOperator(race.client(), World.NEVER);
      race.duringNextStatusWrite(() -> {
        world.patchFunction("hello", "{\"spec\":{\"memoryMB\":256}}");
        awaitCached(operator, "serverlessfunction", 2);
      });

      // When
      world.apply(function("hello"));
      race.awaitRun();

      // Then
      ServerlessFunction object = world.awaitReady("hello");
      assertThat(object.getStatus().observedGeneration()).isEqualTo(2);
      assertThat(
              world
                  .lambda
                  .served(world.nameInAWS("hello"), "live")
                  .orElseThrow()
                  .config()
                  .memoryMB())
          .isEqualTo(256);
      operator.stop();
    }
  }

  @Test
  void aChangeOfAWorkflowDuringAStatusWriteIsCarriedOut(World world) {
    // Given
    try (Race race = new Race(world)) {
      RunningOperator operator = world.startOperator(race.client(), World.NEVER);
      race.duringNextStatusWrite(() -> {
        world.patchWorkflow("hello", "{\"spec\":{\"tags\":{\"team\":\"shop\"}}}");
        awaitCached(operator, "workflow", 2);
      });

      // When
      world.apply(workflow("hello"));
      race.awaitRun();

      // Then
      Workflow object = world.awaitReadyWorkflow("hello");
      assertThat(object.getStatus().observedGeneration()).isEqualTo(2);
      assertThat(world.stepFunctions.tags(world.nameInAWS("hello"))).containsEntry("team", "shop");
      operator.stop();
    }
  }

  /** The proof that the race is a race: the way that everybody's example shows loses the change. */
  @Test
  void theSdksOwnStatusWriteLosesIt(World world) {
    // Given
    try (Race race = new Race(world)) {
      RunningOperator operator =
          world.keep(
              RunningOperator.start(race.client(), world.namespace(), List.of(new ByTheBook())));
      race.duringNextStatusWrite(() -> {
        world.patchFunction("hello", "{\"spec\":{\"memoryMB\":256}}");
        awaitCached(operator, ByTheBook.NAME, 2);
      });

      // When
      world.apply(function("hello"));
      race.awaitRun();

      // Then
      world.apply(function("later"));
      world.awaitReady("later");
      ServerlessFunction object = world.function("hello");
      assertThat(object.getMetadata().getGeneration()).isEqualTo(2);
      assertThat(object.getStatus().observedGeneration())
          .as("JOSDK lost the change. If it does no more, drop the cures")
          .isEqualTo(1);
      operator.stop();
    }
  }

  private static void awaitCached(RunningOperator operator, String controller, long generation) {
    World.patiently()
        .until(() ->
            operator.cached(controller, "hello").map(HasMetadata::getMetadata).stream()
                .anyMatch(meta -> meta.getGeneration() == generation));
  }

  /** A client whose next write of a status is preceded by something. */
  private static final class Race implements AutoCloseable, Interceptor {
    private final AtomicReference<Runnable> armed = new AtomicReference<>();
    private final CountDownLatch run = new CountDownLatch(1);
    private final KubernetesClient client;

    Race(World world) {
      this.client =
          ControlPlane.client(world.config())
              .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("race", this))
              .build();
    }

    KubernetesClient client() {
      return client;
    }

    void duringNextStatusWrite(Runnable action) {
      armed.set(action);
    }

    void awaitRun() {
      World.patiently().until(() -> run.getCount() == 0);
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      boolean statusWrite =
          request.method().equals("PATCH") && request.uri().getPath().endsWith("/status");
      Runnable action = statusWrite ? armed.getAndSet(null) : null;
      if (action != null) {
        action.run();
        run.countDown();
      }
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** As JOSDK's documentation writes reconcilers: its defaults, and the status by its control. */
  @ControllerConfiguration(name = ByTheBook.NAME, finalizerName = Api.FUNCTION_FINALIZER)
  private static final class ByTheBook
      implements Reconciler<ServerlessFunction>, Cleaner<ServerlessFunction> {
    static final String NAME = "by-the-book";

    @Override
    public UpdateControl<ServerlessFunction> reconcile(
        ServerlessFunction object, Context<ServerlessFunction> context) {
      ServerlessFunction patch = new ServerlessFunction();
      patch.getMetadata().setName(object.getMetadata().getName());
      patch.getMetadata().setNamespace(object.getMetadata().getNamespace());
      patch.setStatus(
          new FunctionStatus(
              object.getMetadata().getGeneration(),
              StatusContract.conditions(
                  new Situation.InSync("done"),
                  new Facts(true, "done", true),
                  List.of(),
                  object.getMetadata().getGeneration(),
                  Instant.EPOCH),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null));
      return UpdateControl.patchStatus(patch);
    }

    @Override
    public DeleteControl cleanup(ServerlessFunction object, Context<ServerlessFunction> context) {
      return DeleteControl.defaultDelete();
    }
  }
}
