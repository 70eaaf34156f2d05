package dev.aileron.sandbox.aws;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which version or alias of a resource a request names, by the names of its fields. */
final class Qualifiers {

  /** Every field that may name a version or an alias and nothing else. */
  static final Set<String> FIELDS = Set.of("Qualifier");

  private static final String STATE_MACHINE = ":stateMachine:";

  private Qualifiers() {}

  /** The version or alias; null when the request names none. */
  static @Nullable String of(String service, String operation, Map<String, String> fields) {
    return switch (service) {
      case "lambda" -> ofFunction(operation, fields);
      case "states" -> ofStateMachine(fields);
      default -> null;
    };
  }

  private static @Nullable String ofFunction(String operation, Map<String, String> fields) {
    var qualifier = fields.get("Qualifier");
    if (qualifier != null && !qualifier.isEmpty()) {
      return qualifier;
    }
    // The alias that CreateAlias, GetAlias, UpdateAlias and DeleteAlias act on.
    if (operation.endsWith("Alias")) {
      return fields.get("Name");
    }
    var function = fields.get("FunctionName");
    if (function == null) {
      return null;
    }
    int marker = function.indexOf("function:");
    var name = marker < 0 ? function : function.substring(marker + "function:".length());
    int colon = name.indexOf(':');
    return colon < 0 ? null : name.substring(colon + 1);
  }

  /** {@code arn:aws:states:eu-west-1:111122223333:stateMachine:orders:live}. */
  private static @Nullable String ofStateMachine(Map<String, String> fields) {
    for (var arn : fields.values()) {
      int marker = arn.indexOf(STATE_MACHINE);
      if (marker >= 0) {
        var name = arn.substring(marker + STATE_MACHINE.length());
        int colon = name.indexOf(':');
        if (colon >= 0) {
          return name.substring(colon + 1);
        }
      }
    }
    return null;
  }
}
