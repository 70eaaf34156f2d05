package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** The generator's CRD, with what it gets wrong put right. */
final class GeneratedCrd {
  /** The order in which people read the columns; the generator sorts by path. */
  private static final List<String> COLUMNS =
      List.of(
          "Owner", "Ready", "Reason", "Version", "Phase", "Weight", "Age", "ARN", "Runtime", "Type",
          "Message");

  private GeneratedCrd() {}

  static JsonNode corrected(JsonNode crd, Class<?> kind) {
    for (JsonNode version : crd.path("spec").path("versions")) {
      dropRepeatedRules(version.path("schema"));
      orderColumns((ArrayNode) version.path("additionalPrinterColumns"));
      ObjectNode schema = (ObjectNode) version.path("schema").path("openAPIV3Schema");
      schema.putArray("required").add("spec");
      // What kubectl explain says of the kind; the generator describes properties only.
      schema.put("description", kind.getAnnotation(JsonClassDescription.class).value());
    }
    return crd;
  }

  /** An annotation on a record component is found on its field and on its accessor. */
  private static void dropRepeatedRules(JsonNode node) {
    if (node.path("x-kubernetes-validations") instanceof ArrayNode rules) {
      LinkedHashSet<JsonNode> once = new LinkedHashSet<>();
      rules.forEach(once::add);
      rules.removeAll();
      rules.addAll(once);
    }
    node.forEach(GeneratedCrd::dropRepeatedRules);
    if (node instanceof ObjectNode object) {
      wholeNumbers(object);
    }
  }

  /** The bounds of an integer are integers. */
  private static void wholeNumbers(ObjectNode schema) {
    for (String bound : List.of("minimum", "maximum")) {
      JsonNode value = schema.get(bound);
      if (value != null && value.isNumber() && value.doubleValue() == value.longValue()) {
        schema.put(bound, value.longValue());
      }
    }
    if (schema.path("type").asText().equals("integer") && !schema.has("format")) {
      boolean wide = !schema.has("maximum");
      schema.put("format", wide ? "int64" : "int32");
    }
  }

  private static void orderColumns(ArrayNode columns) {
    List<JsonNode> ordered = new ArrayList<>();
    columns.forEach(ordered::add);
    ordered.sort(Comparator.comparingInt(c -> COLUMNS.indexOf(c.path("name").asText())));
    columns.removeAll();
    columns.addAll(ordered);
    for (JsonNode column : columns) {
      if (column.path("priority").asInt() == 0) {
        ((ObjectNode) column).remove("priority");
      }
    }
  }
}
