package dev.aileron.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.component.CrdSamplesTest.Sample;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bound of every field of our specs holds, and the refusal names the field: each valid sample
 * is broken at each of its fields in each way that the schema forbids.
 */
@ComponentTest
class CrdBoundsTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> BOUNDS =
      List.of(
          "minimum",
          "maximum",
          "minLength",
          "maxLength",
          "pattern",
          "enum",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties");

  /**
   * A value that a bound forbids.
   *
   * @param bound field and bound, as in {@link #boundsOf}
   * @param field as the API server names it
   */
  private record Violation(String bound, String field, JsonNode object) {}

  @ParameterizedTest
  @MethodSource("dev.aileron.component.CrdSamplesTest#valid")
  void noBoundCanBeOverstepped(Sample sample, Schema schema) {
    for (Violation violation : violations(sample)) {
      KubernetesClientException refused =
          catchThrowableOfType(
              KubernetesClientException.class, () -> schema.create(violation.object()));
      assertThat(refused).as(violation.bound()).isNotNull();
      assertThat(refused.getStatus().getMessage())
          .as(violation.bound())
          .contains(violation.field());
    }
  }

  @Test
  void everyBoundIsTriedOnSomeSample() {
    // Given
    Set<String> tried =
        CrdSamplesTest.valid()
            .flatMap(sample -> violations(sample).stream())
            .map(Violation::bound)
            .collect(Collectors.toSet());

    // Then
    for (JsonNode crd : Schema.crds()) {
      Set<String> bounds = new TreeSet<>();
      boundsOf(kind(crd) + ".spec", spec(crd), bounds);
      assertThat(bounds).isNotEmpty().isSubsetOf(tried);
    }
  }

  private static List<Violation> violations(Sample sample) {
    JsonNode object = sample.documents().getFirst();
    JsonNode crd =
        Schema.crds().stream()
            .filter(c -> kind(c).equals(object.path("kind").asText()))
            .findFirst()
            .orElseThrow();
    List<Violation> found = new ArrayList<>();
    violate(found, object, "/spec", "spec", kind(crd) + ".spec", spec(crd));
    return found;
  }

  private static void violate(
      List<Violation> found,
      JsonNode object,
      String pointer,
      String field,
      String path,
      JsonNode schema) {
    JsonNode value = object.at(pointer);
    for (String bound : BOUNDS) {
      if (schema.has(bound)) {
        JsonNode forbidden = forbidden(bound, schema, value);
        found.add(new Violation(path + " " + bound, field, replaced(object, pointer, forbidden)));
      }
    }
    for (JsonNode required : schema.path("required")) {
      ObjectNode copy = object.deepCopy();
      ((ObjectNode) copy.at(pointer)).remove(required.asText());
      String missing = field + "." + required.asText();
      found.add(new Violation(path + "." + required.asText() + " required", missing, copy));
    }
    schema
        .path("properties")
        .forEachEntry((name, of) -> {
          if (value.has(name)) {
            violate(found, object, pointer + "/" + name, field + "." + name, path + "." + name, of);
          }
        });
    if (schema.has("items") && !value.isEmpty()) {
      for (int i = 0; i < value.size(); i++) {
        violate(
            found,
            object,
            pointer + "/" + i,
            field + "[" + i + "]",
            path + "[]",
            schema.get("items"));
      }
    }
    if (schema.has("additionalProperties") && !value.isEmpty()) {
      String key = value.fieldNames().next();
      violate(
          found,
          object,
          pointer + "/" + key.replace("/", "~1"),
          field + "." + key,
          path + ".*",
          schema.get("additionalProperties"));
    }
  }

  private static JsonNode forbidden(String bound, JsonNode schema, JsonNode value) {
    JsonNode limit = schema.get(bound);
    return switch (bound) {
      case "minimum" -> NODES.numberNode(limit.asLong() - 1);
      case "maximum" -> NODES.numberNode(limit.asLong() + 1);
      case "minLength" -> NODES.textNode("a".repeat(limit.asInt() - 1));
      case "maxLength" -> NODES.textNode("a".repeat(limit.asInt() + 1));
      case "pattern" -> NODES.textNode(" ".repeat(Math.max(1, schema.path("minLength").asInt())));
      case "enum" -> NODES.textNode("nonsense");
      case "maxItems" -> {
        ArrayNode many = NODES.arrayNode();
        for (int i = 0; i <= limit.asInt(); i++) {
          many.add(another(value.get(0), schema, i));
        }
        yield many;
      }
      case "minItems" -> NODES.arrayNode();
      case "minProperties" -> NODES.objectNode();
      case "maxProperties" -> {
        ObjectNode many = NODES.objectNode();
        for (int i = 0; i <= limit.asInt(); i++) {
          many.put("n" + i, "v");
        }
        yield many;
      }
      default -> throw new IllegalArgumentException(bound);
    };
  }

  /** An item like another one, with a key of its own. */
  private static JsonNode another(JsonNode item, JsonNode list, int number) {
    if (!item.isObject()) {
      return NODES.textNode(item.asText() + number);
    }
    ObjectNode another = item.deepCopy();
    String key = list.at("/x-kubernetes-list-map-keys/0").asText("name");
    return another.put(key, item.path(key).asText() + number);
  }

  private static JsonNode replaced(JsonNode object, String pointer, JsonNode value) {
    ObjectNode copy = object.deepCopy();
    int last = pointer.lastIndexOf('/');
    String name = pointer.substring(last + 1).replace("~1", "/");
    switch (copy.at(pointer.substring(0, last))) {
      case ObjectNode parent -> parent.set(name, value);
      case ArrayNode parent -> parent.set(Integer.parseInt(name), value);
      default -> throw new IllegalArgumentException(pointer);
    }
    return copy;
  }

  /** All bounds of a schema, as {@code Workflow.spec.tags maxProperties}. */
  private static void boundsOf(String path, JsonNode schema, Set<String> bounds) {
    BOUNDS.stream().filter(schema::has).forEach(bound -> bounds.add(path + " " + bound));
    schema.path("required").forEach(name -> bounds.add(path + "." + name.asText() + " required"));
    schema.path("properties").forEachEntry((name, of) -> boundsOf(path + "." + name, of, bounds));
    if (schema.has("items")) {
      boundsOf(path + "[]", schema.get("items"), bounds);
    }
    if (schema.has("additionalProperties")) {
      boundsOf(path + ".*", schema.get("additionalProperties"), bounds);
    }
  }

  private static String kind(JsonNode crd) {
    return crd.at("/spec/names/kind").asText();
  }

  private static JsonNode spec(JsonNode crd) {
    return crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
  }
}
