package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.Scope;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a branch lies within the definition.
 *
 * @param scope the states it may be in
 * @param variables what branches around it have assigned
 * @param item the {@code Map} part of the context object; null outside of every Map
 */
record Place(Scope scope, Map<String, JsonNode> variables, @Nullable JsonNode item) {

  /** The place of a branch inside another. */
  Place inside(Scope inner, Map<String, JsonNode> assigned, @Nullable JsonNode innerItem) {
    return new Place(inner, visible(assigned), innerItem == null ? item : innerItem);
  }

  /** All variables that a branch here sees, its own included. */
  Map<String, JsonNode> visible(Map<String, JsonNode> assigned) {
    if (variables.isEmpty()) {
      return assigned;
    }
    if (assigned.isEmpty()) {
      return variables;
    }
    Map<String, JsonNode> all = new HashMap<>(variables);
    all.putAll(assigned);
    return all;
  }
}
