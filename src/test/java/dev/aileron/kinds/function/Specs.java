package dev.aileron.kinds.function;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aileron.api.FunctionSpec;
import java.io.UncheckedIOException;

/** Specs of functions as people write them, so that a test names only the fields it is about. */
public final class Specs {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Specs() {}

  /** A spec as it comes from the API server, of YAML. */
  public static FunctionSpec of(String yaml) {
    return with(YAML.createObjectNode(), yaml);
  }

  /** The spec with other values for some fields, given as YAML; null takes a field out. */
  public static FunctionSpec with(FunctionSpec spec, String yaml) {
    return with(YAML.<ObjectNode>valueToTree(spec), yaml);
  }

  /** The spec with another value for a field. */
  public static FunctionSpec with(FunctionSpec spec, String field, Object value) {
    ObjectNode fields = YAML.valueToTree(spec);
    fields.set(field, YAML.valueToTree(value));
    return YAML.convertValue(fields, FunctionSpec.class);
  }

  private static FunctionSpec with(ObjectNode fields, String yaml) {
    try {
      ObjectNode changes = (ObjectNode) YAML.readTree(yaml);
      changes.forEachEntry((name, value) -> {
        if (value.isNull()) {
          fields.remove(name);
        } else {
          fields.set(name, value);
        }
      });
      return YAML.treeToValue(fields, FunctionSpec.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
