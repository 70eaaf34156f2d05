package dev.aileron.sandbox.lambda.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Functions;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a function says of a batch.
 *
 * @param failed items by their identifiers
 * @param all whether the whole batch failed: the function did, or it answered nonsense
 */
record BatchResult(Set<String> failed, boolean all) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BatchResult NONE = new BatchResult(Set.of(), false);
  private static final BatchResult ALL = new BatchResult(Set.of(), true);

  /**
   * Reads a function's answer.
   *
   * @param items the identifiers that were in the batch
   */
  static BatchResult of(Functions.Invocation invocation, ObjectNode settings, Set<String> items) {
    if (invocation.functionError() != null) {
      return ALL;
    }
    boolean partial =
        settings.path("FunctionResponseTypes").toString().contains("ReportBatchItemFailures");
    return partial ? reported(invocation.payload(), items) : NONE;
  }

  private static BatchResult reported(byte[] payload, Set<String> items) {
    JsonNode answer;
    try {
      answer = JSON.readTree(payload);
    } catch (IOException notJson) {
      return ALL;
    }
    if (answer == null || answer.isMissingNode() || answer.isNull() || answer.isEmpty()) {
      return NONE;
    }
    var list = answer.path("batchItemFailures");
    if (list.isMissingNode() || list.isNull()) {
      return NONE;
    }
    var failed = new HashSet<String>();
    for (var item : list) {
      var identifier = item.path("itemIdentifier");
      if (!identifier.isTextual() || !items.contains(identifier.asText())) {
        return ALL;
      }
      failed.add(identifier.asText());
    }
    return failed.isEmpty() ? NONE : new BatchResult(failed, false);
  }

  boolean succeeded() {
    return !all && failed.isEmpty();
  }
}
