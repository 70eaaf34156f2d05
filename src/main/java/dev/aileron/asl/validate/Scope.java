package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * States that can go to each other: those of the machine, of a branch, or of an item processor
 * (States Language, "Transitions").
 */
final class Scope implements Subject {
  /** What a scope belongs to. */
  enum Kind {
    MACHINE("the state machine"),
    BRANCH("the branch"),
    PROCESSOR("the item processor");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private final Kind kind;
  private final Pointer pointer;
  private final JsonNode node;
  private final @Nullable State owner;
  private final Dialect dialect;
  private final MachineType runsAs;
  private final List<State> states = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  /** The states that assign a variable, by the variable. */
  private final Map<String, List<String>> assigned = new HashMap<>();

  /** The states that may run after one that assigns a variable, by the variable. */
  private final Map<String, BitSet> after = new HashMap<>();

  /** Its ways; null until somebody asks. */
  private @Nullable Reach ways;

  private Scope(
      Kind kind,
      Pointer pointer,
      JsonNode node,
      @Nullable State owner,
      Dialect dialect,
      MachineType runsAs) {
    this.kind = kind;
    this.pointer = pointer;
    this.node = node;
    this.owner = owner;
    this.dialect = dialect;
    this.runsAs = runsAs;
    for (var each : node.path("States").properties()) {
      Pointer at = pointer.field("States").field(each.getKey());
      names.add(each.getKey());
      State state = State.of(each.getKey(), at, each.getValue(), this);
      states.add(state);
      for (String variable : state.assigned()) {
        assigned.computeIfAbsent(variable, v -> new ArrayList<>()).add(state.name());
      }
    }
  }

  static Scope top(JsonNode tree, Dialect dialect, MachineType type) {
    return new Scope(Kind.MACHINE, Pointer.ROOT, tree, null, dialect, type);
  }

  static Scope branch(State owner, Pointer pointer, JsonNode node) {
    Scope outer = owner.scope();
    return new Scope(Kind.BRANCH, pointer, node, owner, outer.dialect, outer.runsAs);
  }

  /** Items of a distributed map run as executions of their own, of the type that it names. */
  static Scope processor(State owner, Pointer pointer, JsonNode node) {
    Scope outer = owner.scope();
    MachineType type = outer.runsAs;
    JsonNode config = node.path("ProcessorConfig");
    if (config.path("Mode").asText().equals("DISTRIBUTED")) {
      boolean express = config.path("ExecutionType").asText().equals("EXPRESS");
      type = express ? MachineType.EXPRESS : MachineType.STANDARD;
    }
    return new Scope(Kind.PROCESSOR, pointer, node, owner, outer.dialect, type);
  }

  Kind kind() {
    return kind;
  }

  Pointer pointer() {
    return pointer;
  }

  JsonNode node() {
    return node;
  }

  /** The Parallel or Map state around it; null for the machine. */
  @Nullable State owner() {
    return owner;
  }

  /** The dialect of states that name none: always the machine's. */
  Dialect dialect() {
    return dialect;
  }

  /** How executions of it run. */
  MachineType runsAs() {
    return runsAs;
  }

  List<State> states() {
    return states;
  }

  boolean has(String state) {
    return names.contains(state);
  }

  Set<String> names() {
    return names;
  }

  /** Variables that states of this very scope assign. */
  Set<String> assigned() {
    return assigned.keySet();
  }

  /** The scope around it; null for the machine. */
  @Nullable Scope outer() {
    return owner == null ? null : owner.scope();
  }

  /** Whether a state of it may refer to that variable: its own, or one of a scope around it. */
  boolean knows(String variable) {
    return assigned.containsKey(variable) || knownOutside(variable);
  }

  /** Whether that is a variable of a scope around it that its states can see. */
  boolean knownOutside(String variable) {
    Scope outer = seen();
    return outer != null && outer.knows(variable);
  }

  /**
   * Whether a variable of a scope around it may have a value when this one begins. Step Functions
   * was seen to take a name that is assigned outside only afterwards, in the catcher of the owner.
   */
  boolean hasValueOutside(String variable) {
    Scope outer = seen();
    if (outer == null || owner == null) {
      return false;
    }
    return outer.mayHaveAssigned(variable, owner) || outer.hasValueOutside(variable);
  }

  /**
   * Whether a state of it that assigns the variable may have run before that one. The states after
   * are found once for each variable, not for each scope inside that asks: a large machine has
   * thousands.
   */
  private boolean mayHaveAssigned(String variable, State before) {
    List<String> assigners = assigned.get(variable);
    if (assigners == null) {
      return false;
    }
    if (ways == null) {
      ways = new Reach(this);
    }
    Reach known = ways;
    return after
        .computeIfAbsent(variable, v -> known.after(assigners))
        .get(known.number(before.name()));
  }

  /** The scope around it whose variables its states can see. */
  private @Nullable Scope seen() {
    // Items of a distributed map run as executions of their own; outer variables do not reach them.
    return owner != null && owner.distributed() ? null : outer();
  }
}
