package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aileron.asl.model.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Answers to calls that the sandbox does not carry out, or is not to carry out.
 *
 * <p>By resource, as in {@code {"glue:startJobRun.sync": {"result": {"JobRunState":
 * "SUCCEEDED"}}}}: the whole ARN of a task's Resource or what follows {@code :states:::}. An answer
 * has {@code result}, or {@code error} and {@code cause}; of a list of answers each call takes the
 * next, and the last one stays.
 */
public final class Mocks {
  private static final Set<String> FIELDS = Set.of("result", "error", "cause");
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, Sequence> byResource = new HashMap<>();

  private record Sequence(List<Outcome> answers, AtomicInteger next) {}

  private Mocks() {}

  public static Mocks none() {
    return new Mocks();
  }

  /** The same from plain values. */
  public static Mocks of(Map<String, Object> values) {
    return read(JSON.valueToTree(values));
  }

  /**
   * Reads mocks.
   *
   * @throws IllegalArgumentException if a field is not known, or an answer has nothing to say
   */
  public static Mocks read(JsonNode json) {
    var mocks = new Mocks();
    for (var each : json.properties()) {
      if (!each.getKey().contains(":")) {
        throw new IllegalArgumentException(
            "%s is no resource of a task, such as glue:startJobRun.sync or a function's ARN"
                .formatted(each.getKey()));
      }
      var answers = new ArrayList<Outcome>();
      if (each.getValue().isArray()) {
        each.getValue().forEach(answer -> answers.add(answer(each.getKey(), answer)));
      } else {
        answers.add(answer(each.getKey(), each.getValue()));
      }
      if (answers.isEmpty()) {
        throw new IllegalArgumentException("The mock of %s has no answer".formatted(each.getKey()));
      }
      mocks.byResource.put(each.getKey(), new Sequence(answers, new AtomicInteger()));
    }
    return mocks;
  }

  private static Outcome answer(String resource, JsonNode json) {
    for (var field : json.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new IllegalArgumentException(
            "The mock of %s has no field %s; it has result, or error and cause"
                .formatted(resource, field.getKey()));
      }
    }
    boolean one = json.has("result") != json.has("error");
    boolean causeOfNothing = json.has("cause") && !json.has("error");
    if (!one || causeOfNothing) {
      throw new IllegalArgumentException(
          "The mock of %s needs either result, or error and perhaps cause".formatted(resource));
    }
    return json.has("error")
        ? new Outcome.Failed(json.path("error").asText(), text(json.path("cause")))
        : new Outcome.Finished(json.path("result"));
  }

  private static @Nullable String text(JsonNode cause) {
    return cause.isMissingNode() ? null : cause.isTextual() ? cause.textValue() : cause.toString();
  }

  /** The answer to the next call of that resource; null without a mock. */
  @Nullable Outcome answer(Resource resource) {
    var sequence = byResource.get(resource.arn());
    if (sequence == null) {
      sequence = byResource.get(resource.service() + ":" + resource.action());
    }
    if (sequence == null) {
      return null;
    }
    int position = Math.min(sequence.next().getAndIncrement(), sequence.answers().size() - 1);
    return sequence.answers().get(position);
  }
}
