package dev.aileron.e2e;

import static dev.aileron.e2e.world.Manifests.answering;
import static dev.aileron.e2e.world.Manifests.workflowCalling;
import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.e2e.world.AwsRequest;
import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a step costs of AWS's control plane, reads included: Lambda gives an account 15 writes and
 * lists a second, for everybody together. All code here is inline, so it is at hand.
 */
@EndToEnd
class CallBudgetTest {

  @Test
  void aFunctionIsServedAfterFourCalls(World world, TestNamespace namespace) {
    // given
    var mark = world.requests().now();

    // when
    namespace.apply(answering("greeter", "hello"));
    namespace.awaitServed("greeter", "1");

    // then
    assertAtMost(4, asked(world, namespace, mark, AwsRequest.LAMBDA));
  }

  @Test
  void aWorkflowIsServedAfterFiveCalls(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"));
    namespace.awaitServed("greeter", "1");
    var mark = world.requests().now();

    // when
    namespace.apply(workflowCalling("greet", "greeter"));
    namespace.awaitPinned("greet", "greeter", "1");

    // then
    assertAtMost(5, asked(world, namespace, mark, AwsRequest.STEP_FUNCTIONS));
    assertThat(asked(world, namespace, mark, AwsRequest.LAMBDA))
        .describedAs("the function's version is known from its object")
        .isEmpty();
  }

  @Test
  void newCodeIsServedAfterSixCalls(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "old"));
    namespace.awaitServed("greeter", "1");
    var mark = world.requests().now();

    // when
    namespace.apply(answering("greeter", "new"));
    namespace.awaitServed("greeter", "2");

    // then
    assertAtMost(6, asked(world, namespace, mark, AwsRequest.LAMBDA));
  }

  @Test
  void aLookThatFindsNothingToDoWritesNothing(World world, TestNamespace namespace) {
    // given
    namespace.apply(answering("greeter", "hello"), workflowCalling("greet", "greeter"));
    namespace.awaitPinned("greet", "greeter", "1");
    var mark = world.requests().now();

    // when
    // A new generation that wants nothing new of AWS.
    namespace.apply(answering("greeter", "hello", "progressDeadlineSeconds: 600"));
    var function =
        namespace.awaitFunction(
            "greeter",
            it -> {
              assertThat(it.generation()).isEqualTo(2);
              assertThat(it.isReady()).isTrue();
            });

    // then
    assertThat(asked(world, namespace, mark, AwsRequest.LAMBDA)).noneMatch(AwsRequest::write);
    assertThat(asked(world, namespace, mark, AwsRequest.STEP_FUNCTIONS))
        .noneMatch(AwsRequest::write);
    assertThat(function.text("/status/stable/version")).isEqualTo("1");
  }

  /** What a service was asked about the namespace, with what names nothing: lists, validations. */
  private static List<AwsRequest> asked(
      World world, TestNamespace namespace, Instant mark, String service) {
    return world.requests().since(mark).stream()
        .filter(it -> it.service().equals(service))
        .filter(it -> it.resource() == null || it.isAbout(namespace.name()))
        .toList();
  }

  private static void assertAtMost(int calls, List<AwsRequest> asked) {
    assertThat(asked)
        .describedAs(AwsRequest.lines(asked))
        .isNotEmpty()
        .hasSizeLessThanOrEqualTo(calls);
  }
}
