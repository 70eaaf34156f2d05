package dev.aileron.kinds.function;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an object, as {@code kubectl get -o jsonpath} writes the plain ones: {@code
 * .status.endpoints[0].address}. No filters and no wildcards: a variable has one value.
 */
final class FieldPath {
  private static final Pattern STEP =
      Pattern.compile("\\.(?<name>[A-Za-z0-9_-]+)|\\[(?<place>[0-9]+)]");

  private FieldPath() {}

  /** What stands there; empty if nothing does, or null. */
  static Optional<JsonNode> find(JsonNode object, String path) {
    JsonNode here = object;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      String name = step.group("name");
      here = name != null ? here.path(name) : here.path(Integer.parseInt(step.group("place")));
    }
    return here.isMissingNode() || here.isNull() ? Optional.empty() : Optional.of(here);
  }
}
