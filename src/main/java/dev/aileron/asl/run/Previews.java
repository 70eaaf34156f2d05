package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The results of a distributed Map whose ResultWriter names no Resource: "to preview the formatted
 * output without saving the results to Amazon S3" (ResultWriter). A child that has failed gives
 * what is known of it, whatever the Transformation.
 */
final class Previews {
  private Previews() {}

  static ArrayNode of(Phase.Distributing run, JsonNode config) {
    ArrayNode formatted = JsonNodeFactory.instance.arrayNode();
    String transformation = config.path("Transformation").asText("NONE");
    for (int i = 0; i < run.results().size(); i++) {
      JsonNode result = run.results().get(i);
      if (transformation.equals("FLATTEN") && result.isArray()) {
        formatted.addAll((ArrayNode) result);
      } else if (transformation.equals("NONE") && !isFailed(result)) {
        formatted.add(succeeded(run.batches().get(i), result));
      } else {
        formatted.add(result);
      }
    }
    return formatted;
  }

  private static boolean isFailed(JsonNode result) {
    return result.path("Status").asText().equals("FAILED") && result.has("InputDetails");
  }

  private static ObjectNode succeeded(JsonNode input, JsonNode output) {
    ObjectNode told = told(input, "SUCCEEDED");
    told.put("Output", output.toString());
    told.putObject("OutputDetails").put("Included", true);
    return told;
  }

  static ObjectNode failed(JsonNode input, Event.ChildFailed failed) {
    ObjectNode told = told(input, "FAILED");
    if (failed.error() != null) {
      told.put("Error", failed.error());
    }
    if (failed.cause() != null) {
      told.put("Cause", failed.cause());
    }
    return told;
  }

  /** ARNs, names and dates are known only to whoever runs the children. */
  private static ObjectNode told(JsonNode input, String status) {
    ObjectNode told = JsonNodeFactory.instance.objectNode();
    told.put("Input", input.toString());
    told.putObject("InputDetails").put("Included", true);
    return told.put("Status", status);
  }
}
