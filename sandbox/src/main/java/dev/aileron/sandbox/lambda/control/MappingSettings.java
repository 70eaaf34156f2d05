package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.control.EventSourceMapping.Source;
import dev.aileron.sandbox.lambda.filter.EventPattern;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is set on an event source mapping, with what AWS sets where nothing is said. */
final class MappingSettings {

  private static final int PLAIN_BATCH = 10;
  private static final List<String> KEPT =
      List.of(
          "BatchSize",
          "MaximumBatchingWindowInSeconds",
          "FilterCriteria",
          "FunctionResponseTypes",
          "ScalingConfig",
          "MetricsConfig",
          "KMSKeyArn",
          "BisectBatchOnFunctionError",
          "DestinationConfig",
          "MaximumRecordAgeInSeconds",
          "MaximumRetryAttempts",
          "ParallelizationFactor",
          "TumblingWindowInSeconds",
          "StartingPosition",
          "StartingPositionTimestamp");

  private MappingSettings() {}

  static void checkStart(Source source, String arn, Input input) {
    if (!source.isStream()) {
      return;
    }
    var start = input.text("StartingPosition");
    if (start == null) {
      throw Errors.invalid(
          "1 validation error detected: Value null at 'startingPosition' failed to satisfy"
              + " constraint: Member must not be null.");
    }
    if (source == Source.DYNAMODB && start.equals("AT_TIMESTAMP")) {
      throw Errors.invalid("Unsupported starting position for arn type: " + arn);
    }
    if (start.equals("AT_TIMESTAMP") && !input.has("StartingPositionTimestamp")) {
      throw Errors.invalid(
          "StartingPositionTimestamp must be set when StartingPosition is AT_TIMESTAMP");
    }
  }

  static void checkFilters(@Nullable ObjectNode criteria) {
    if (criteria == null) {
      return;
    }
    for (var filter : criteria.path("Filters")) {
      try {
        EventPattern.parse(filter.path("Pattern").asText(null));
      } catch (IllegalArgumentException e) {
        throw Errors.invalid("Invalid filter pattern definition.");
      }
    }
  }

  /**
   * The settings after a change.
   *
   * @param before empty for a new mapping
   */
  static ObjectNode of(Source source, ObjectNode before, Input input) {
    var settings = before.isEmpty() ? defaults(source) : before.deepCopy();
    for (var name : KEPT) {
      var given = input.node(name);
      if (given != null) {
        settings.set(name, given);
      }
    }
    if (settings.path("FilterCriteria").path("Filters").isEmpty()) {
      settings.remove("FilterCriteria");
    }
    if (settings.path("ScalingConfig").isEmpty()) {
      settings.remove("ScalingConfig");
    }
    int batch = settings.path("BatchSize").intValue();
    if (source == Source.SQS
        && batch > PLAIN_BATCH
        && settings.path("MaximumBatchingWindowInSeconds").intValue() == 0) {
      throw Errors.invalid(
          "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater"
              + " than 10");
    }
    if (source.isStream() && !settings.path("DestinationConfig").has("OnFailure")) {
      settings.putObject("DestinationConfig").putObject("OnFailure");
    }
    return settings;
  }

  private static ObjectNode defaults(Source source) {
    var settings =
        Reply.object()
            .put("BatchSize", source.isStream() ? 100 : PLAIN_BATCH)
            .put("MaximumBatchingWindowInSeconds", 0);
    settings.putArray("FunctionResponseTypes");
    if (source.isStream()) {
      settings
          .put("BisectBatchOnFunctionError", false)
          .put("MaximumRecordAgeInSeconds", -1)
          .put("MaximumRetryAttempts", -1)
          .put("ParallelizationFactor", 1)
          .put("TumblingWindowInSeconds", 0);
    }
    return settings;
  }
}
