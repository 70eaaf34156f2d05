package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.run.Execution;
import dev.aileron.asl.text.Pointer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to come of an execution. What is null is not looked at.
 *
 * @param output the whole output
 * @param outputContains a part of it
 * @param cause the whole cause
 * @param causeContains a part of it
 * @param path the states in order; insides of states count only where they are given
 * @param retries by state; states that are not named do not matter
 * @param calls every call, in order
 * @param elapsedSeconds by the execution's own clock
 */
public record Expectation(
    Execution.Status status,
    @Nullable JsonNode output,
    @Nullable JsonNode outputContains,
    @Nullable String error,
    @Nullable String cause,
    @Nullable String causeContains,
    @Nullable List<PathStep> path,
    Map<String, Integer> retries,
    @Nullable List<ExpectedCall> calls,
    @Nullable BigDecimal elapsedSeconds) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /**
   * A call as it should be. What is null is not looked at.
   *
   * @param resource as the definition has it
   * @param arguments all of them
   * @param argumentsContain a part of them
   */
  public record ExpectedCall(
      String state,
      @Nullable String resource,
      @Nullable JsonNode arguments,
      @Nullable JsonNode argumentsContain) {

    private Optional<Difference> difference(String what, Call call) {
      return Difference.between(what + " state", text(state), text(call.state()))
          .or(() -> resource(what, call))
          .or(() -> arguments(what, call));
    }

    private Optional<Difference> resource(String what, Call call) {
      return resource == null
          ? Optional.empty()
          : Difference.between(what + " resource", text(resource), text(call.resource().arn()));
    }

    private Optional<Difference> arguments(String what, Call call) {
      if (arguments != null) {
        return Difference.between(what + " arguments", arguments, call.arguments());
      }
      return argumentsContain == null
          ? Optional.empty()
          : Difference.within(what + " arguments", argumentsContain, call.arguments());
    }
  }

  /**
   * Everything that is not as expected; empty if nothing. An obstacle is for the caller to tell.
   */
  public List<Difference> differences(Outcome outcome) {
    List<Difference> found = new ArrayList<>();
    Difference.between("status", text(status.name()), text(outcome.status().name()))
        .ifPresent(found::add);
    if (outcome.status() == status) {
      result(outcome, found);
    }
    if (path != null) {
      List<PathStep> went = PathStep.asFarAs(path, outcome.path());
      Difference.between("path", PathStep.toJson(path), PathStep.toJson(went))
          .ifPresent(found::add);
    }
    retries.forEach((state, times) ->
        Difference.between(
                "retries of " + state,
                NODES.numberNode(times),
                NODES.numberNode(outcome.retries().getOrDefault(state, 0)))
            .ifPresent(found::add));
    if (calls != null) {
      calls(calls, outcome.calls(), found);
    }
    if (elapsedSeconds != null) {
      BigDecimal took = BigDecimal.valueOf(outcome.elapsed().toMillis(), 3).stripTrailingZeros();
      Difference.between("elapsedSeconds", NODES.numberNode(elapsedSeconds), number(took))
          .ifPresent(found::add);
    }
    return found;
  }

  private void result(Outcome outcome, List<Difference> found) {
    if (output != null) {
      Difference.between("output", output, outcome.output()).ifPresent(found::add);
    }
    if (outputContains != null) {
      Difference.within("output", outputContains, outcome.output()).ifPresent(found::add);
    }
    if (error != null) {
      Difference.between("error", text(error), ifThere(outcome.error())).ifPresent(found::add);
    }
    if (cause != null) {
      Difference.between("cause", text(cause), ifThere(outcome.cause())).ifPresent(found::add);
    }
    String actual = outcome.cause();
    if (causeContains != null && (actual == null || !actual.contains(causeContains))) {
      found.add(new Difference("cause", Pointer.ROOT, text(causeContains), ifThere(actual)));
    }
  }

  private static void calls(
      List<ExpectedCall> expected, List<Call> actual, List<Difference> found) {
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      String what = "call " + (i + 1);
      if (i >= actual.size()) {
        found.add(missing(what, text(expected.get(i).state()), null));
        return;
      }
      if (i >= expected.size()) {
        found.add(missing(what, null, text(actual.get(i).state())));
        return;
      }
      Optional<Difference> difference = expected.get(i).difference(what, actual.get(i));
      if (difference.isPresent()) {
        found.add(difference.get());
        return;
      }
    }
  }

  private static Difference missing(
      String what, @Nullable JsonNode expected, @Nullable JsonNode actual) {
    return new Difference(what, Pointer.ROOT, expected, actual);
  }

  private static JsonNode number(BigDecimal number) {
    return NODES.numberNode(number.scale() < 0 ? number.setScale(0) : number);
  }

  private static JsonNode text(String text) {
    return NODES.textNode(text);
  }

  private static @Nullable JsonNode ifThere(@Nullable String text) {
    return text == null ? null : NODES.textNode(text);
  }
}
