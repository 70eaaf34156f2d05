package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole definition, with its scopes and states laid out. */
final class Machine implements Subject {
  private final JsonNode tree;
  private final Options options;
  private final Scope top;
  private final Map<String, List<State>> byName = new LinkedHashMap<>();

  private Machine(JsonNode tree, Options options) {
    this.tree = tree;
    this.options = options;
    Dialect dialect = Dialect.of(tree.path("QueryLanguage").asText()).orElse(Dialect.JSONPATH);
    this.top = Scope.top(tree, dialect, options.type());
    index(top);
  }

  /** Lays out a definition; it may be any object. */
  static Machine of(JsonNode tree, Options options) {
    return new Machine(tree, options);
  }

  private void index(Scope scope) {
    for (State state : scope.states()) {
      byName.computeIfAbsent(state.name(), n -> new ArrayList<>()).add(state);
      state.inner().forEach(this::index);
    }
  }

  JsonNode tree() {
    return tree;
  }

  Options options() {
    return options;
  }

  Scope top() {
    return top;
  }

  /** All states of all scopes, by name; several where a name is not unique. */
  Map<String, List<State>> statesByName() {
    return byName;
  }

  Pointer pointer() {
    return Pointer.ROOT;
  }
}
