package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A state, with the scopes inside of it laid out. */
final class State implements Subject {
  private final String name;
  private final Pointer pointer;
  private final JsonNode node;
  private final Scope scope;
  private final @Nullable StateType type;
  private final Dialect dialect;
  private final List<Transition> transitions = new ArrayList<>();
  private final List<Scope> inner = new ArrayList<>();
  private final TaskResource resource;

  /**
   * A way to another state of the same scope.
   *
   * @param pointer the field that names it
   * @param target the name, which may be of no state
   */
  record Transition(Pointer pointer, String target, Way way, JsonNode from) {}

  /** By what a transition is taken. */
  enum Way {
    NEXT,
    CHOICE,
    DEFAULT,
    CATCH
  }

  private State(String name, Pointer pointer, JsonNode node, Scope scope) {
    this.name = name;
    this.pointer = pointer;
    this.node = node;
    this.scope = scope;
    this.type = StateType.of(node.path("Type").asText()).orElse(null);
    this.dialect = Dialect.of(node.path("QueryLanguage").asText()).orElse(scope.dialect());
    JsonNode named = node.path("Resource");
    this.resource =
        type == StateType.TASK && named.isTextual()
            ? TaskResource.of(named.textValue())
            : TaskResource.NONE;
  }

  static State of(String name, Pointer pointer, JsonNode node, Scope scope) {
    State state = new State(name, pointer, node, scope);
    state.findTransitions();
    state.findScopes();
    return state;
  }

  private void findTransitions() {
    transition(pointer.field("Next"), node.path("Next"), Way.NEXT, node);
    if (type == StateType.CHOICE) {
      JsonNode choices = node.path("Choices");
      for (int i = 0; i < choices.size(); i++) {
        Pointer at = pointer.field("Choices").element(i).field("Next");
        transition(at, choices.path(i).path("Next"), Way.CHOICE, choices.path(i));
      }
      transition(pointer.field("Default"), node.path("Default"), Way.DEFAULT, node);
    }
    JsonNode catchers = node.path("Catch");
    for (int i = 0; i < catchers.size(); i++) {
      Pointer at = pointer.field("Catch").element(i).field("Next");
      transition(at, catchers.path(i).path("Next"), Way.CATCH, catchers.path(i));
    }
  }

  private void transition(Pointer at, JsonNode target, Way way, JsonNode from) {
    if (target.isTextual()) {
      transitions.add(new Transition(at, target.textValue(), way, from));
    }
  }

  private void findScopes() {
    if (type == StateType.PARALLEL) {
      JsonNode branches = node.path("Branches");
      for (int i = 0; i < branches.size(); i++) {
        Pointer at = pointer.field("Branches").element(i);
        inner.add(Scope.branch(this, at, branches.path(i)));
      }
    }
    if (type == StateType.MAP) {
      for (String field : List.of("ItemProcessor", "Iterator")) {
        if (node.path(field).isObject()) {
          inner.add(Scope.processor(this, pointer.field(field), node.path(field)));
        }
      }
    }
  }

  String name() {
    return name;
  }

  Pointer pointer() {
    return pointer;
  }

  JsonNode node() {
    return node;
  }

  Scope scope() {
    return scope;
  }

  /** Its type; null if it names none that there is. */
  @Nullable StateType type() {
    return type;
  }

  /** What the state calls; nothing that could be judged if it is no Task. */
  TaskResource resource() {
    return resource;
  }

  boolean is(StateType other) {
    return type == other;
  }

  Dialect dialect() {
    return dialect;
  }

  List<Transition> transitions() {
    return transitions;
  }

  /** Its branches, or its item processor. */
  List<Scope> inner() {
    return inner;
  }

  /** Whether an execution of the scope may end with this state. */
  boolean terminal() {
    return (type != null && type.ends()) || node.path("End").asBoolean();
  }

  /** Whether it is a Map state whose items run as executions of their own. */
  boolean distributed() {
    return is(StateType.MAP) && mode(node.path("ItemProcessor")).equals("DISTRIBUTED");
  }

  private static String mode(JsonNode processor) {
    return processor.path("ProcessorConfig").path("Mode").asText();
  }

  /** The variables that the state assigns, in whichever of its fields. */
  Set<String> assigned() {
    Set<String> names = new HashSet<>();
    assigned(node, names);
    for (String list : List.of("Catch", "Choices")) {
      node.path(list).forEach(each -> assigned(each, names));
    }
    return names;
  }

  private void assigned(JsonNode holder, Set<String> names) {
    for (var each : holder.path("Assign").properties()) {
      names.add(variable(each.getKey()));
    }
  }

  /** The variable that a field of Assign names: in JSONPath, {@code x.$} names x. */
  String variable(String field) {
    boolean path = dialect == Dialect.JSONPATH && field.endsWith(".$");
    return path ? field.substring(0, field.length() - 2) : field;
  }
}
