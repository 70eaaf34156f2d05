package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.StateMachine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Definitions that were read before: the same text is given over and over. */
final class Definitions {
  private static final int REMEMBERED = 256;

  /** A longer one is not remembered: 256 of them are 16 MB at most. */
  private static final int LONGEST = 64 * 1024;

  private record Judged(String text, boolean express) {}

  private final Map<Judged, List<Diagnostic>> verdicts = recent();
  private final Map<String, Read> reads = recent();

  /**
   * A definition that runs.
   *
   * @param references the variables that states refer to, by state
   */
  record Read(StateMachine machine, ObjectNode references) {}

  /** What Step Functions has to say of a definition. */
  List<Diagnostic> diagnostics(String definition, boolean express) {
    return remembered(
        verdicts,
        new Judged(definition, express),
        definition,
        () -> Diagnostics.of(definition, express));
  }

  /**
   * Refuses a definition with errors.
   *
   * @throws dev.aileron.sandbox.aws.model.AwsError InvalidDefinition with all of them
   */
  void require(String definition, boolean express) {
    var errors =
        diagnostics(definition, express).stream()
            .filter(Diagnostic::error)
            .map(Diagnostic::inMessage)
            .toList();
    if (!errors.isEmpty()) {
      throw Errors.of(
          "InvalidDefinition",
          "Invalid State Machine Definition: '" + String.join(", ", errors) + "'");
    }
  }

  /** Reads a definition that was found to be right. */
  Read read(String definition) {
    return remembered(
        reads,
        definition,
        definition,
        () -> {
          var tree = Json.known(definition);
          return new Read(StateMachine.of(tree), VariableReferences.of(tree));
        });
  }

  private static <K, V> V remembered(Map<K, V> memory, K key, String text, Supplier<V> make) {
    synchronized (memory) {
      @Nullable V known = memory.get(key);
      if (known != null) {
        return known;
      }
    }
    var made = make.get();
    if (text.length() <= LONGEST) {
      synchronized (memory) {
        memory.put(key, made);
      }
    }
    return made;
  }

  @SuppressWarnings("serial")
  private static <K, V> Map<K, V> recent() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
