package dev.aileron.sandbox.lambda.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Runtime API of one environment, without a process that speaks it. */
class EnvironmentTest {

  private static final String NEXT = "/2018-06-01/runtime/invocation/next";

  @TempDir private Path directory;

  @Test
  void keepsNothingOfAnInvocationThatIsOver() throws Exception {
    // given
    try (var environment =
        new Environment("e", "stream", directory.resolve("log"), directory.resolve("tmp"))) {

      // when
      var result = invoke(environment);

      // then: a warm environment may have a million of them
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> {
            System.gc();
            return result.refersTo(null);
          });
      assertThat(environment.idleNanos()).isPositive();
    }
  }

  private static WeakReference<CompletableFuture<Outcome>> invoke(Environment environment)
      throws InterruptedException {
    var result = new CompletableFuture<Outcome>();
    var runtime =
        Thread.ofVirtual()
            .start(() -> {
              try {
                environment.answer(get(NEXT), new byte[0]);
                result.complete(Outcome.answered(new byte[0]));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    var invocation = new Invocation("1", "arn", new byte[0], 0, "trace", null, result);
    assertThat(environment.invoke(invocation, Duration.ofSeconds(20))).isNotNull();
    runtime.join();
    return new WeakReference<>(result);
  }

  /** A request as far as it is looked at. */
  private static Request get(String path) {
    return (Request)
        Proxy.newProxyInstance(
            Request.class.getClassLoader(),
            new Class<?>[] {Request.class},
            (proxy, method, arguments) ->
                method.getName().equals("getHttpURI")
                    ? HttpURI.from("http://127.0.0.1" + path)
                    : null);
  }
}
