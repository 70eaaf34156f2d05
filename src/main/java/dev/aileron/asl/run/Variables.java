package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.expression.JsonSize;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Watches over the size of an execution's variables: "Maximum total size of all stored variables
 * per execution: 10 MiB".
 */
final class Variables {
  private static final long MOST = 10L * 1024 * 1024;

  private final @Nullable Branch before;

  /** How many more than there were. */
  private long added;

  /** What they take; below zero until it matters. */
  private long bytes = -1;

  /**
   * @param before where the execution stood before this step; null if it begins with it
   */
  Variables(@Nullable Branch before) {
    this.before = before;
  }

  /**
   * Some are assigned.
   *
   * @param assigned by name, each within the limit of a payload
   * @param old what the branch has had
   */
  void assign(ObjectNode assigned, Map<String, JsonNode> old, String state) {
    added += assigned.size();
    if (bytes < 0 && fewEnough()) {
      return;
    }
    if (bytes < 0) {
      bytes = sum(before, Variables::bytes);
    }
    for (var variable : assigned.properties()) {
      JsonNode replaced = old.get(variable.getKey());
      bytes += bytes(variable.getValue()) - (replaced == null ? 0 : bytes(replaced));
    }
    if (bytes > MOST) {
      throw StateError.fatal(
          StateError.DATA_LIMIT,
          "The state '%s' assigned variables that, with those of the whole execution, exceed the maximum of %d bytes."
              .formatted(state, MOST));
    }
  }

  /** So few that they cannot be too large, however large each is: no need to look into them. */
  private boolean fewEnough() {
    return (added + sum(before, value -> 1)) * JsonSize.LARGEST_PAYLOAD <= MOST;
  }

  private static long bytes(JsonNode value) {
    return JsonSize.bytes(value, MOST);
  }

  /** Over all variables that a branch and those inside of it have. */
  private static long sum(@Nullable Branch branch, ToLongFunction<JsonNode> measure) {
    if (branch == null) {
      return 0;
    }
    long own = branch.variables().values().stream().mapToLong(measure).sum();
    return own
        + switch (branch.phase()) {
          case Phase.Forked f -> f.branches().stream().mapToLong(b -> sum(b, measure)).sum();
          case Phase.Mapping m ->
              m.active().stream().mapToLong(i -> sum(i.branch(), measure)).sum();
          default -> 0;
        };
  }
}
