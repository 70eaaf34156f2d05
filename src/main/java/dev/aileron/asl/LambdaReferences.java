package dev.aileron.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Literal references to Lambda functions that are not bound to a version: a running execution that
 * comes to one after a release runs the new code in the middle of the old workflow.
 */
public final class LambdaReferences {
  private static final Pattern UNQUALIFIED_ARN =
      Pattern.compile("arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:]+(:\\$LATEST)?");

  /** A name, or account and name: both are ways to call a function (Invoke, FunctionName). */
  private static final Pattern UNQUALIFIED_NAME =
      Pattern.compile("([0-9]{12}:function:)?[A-Za-z0-9-_]+(:\\$LATEST)?");

  private static final String LATEST = "$LATEST";

  private LambdaReferences() {}

  /** Each reference that is not bound, with its place. */
  public static List<String> unbound(JsonNode definition) {
    List<String> found = new ArrayList<>();
    walk(definition, Place.TOP, found);
    return List.copyOf(found);
  }

  private static void walk(JsonNode node, Place place, List<String> found) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        walk(node.get(i), place.element(i), found);
      }
      return;
    }
    if (!node.isObject()) {
      return;
    }
    if (node.path("Type").asText().equals("Task")) {
      task(node, place, found);
    }
    for (var field : node.properties()) {
      walk(field.getValue(), place.field(field.getKey()), found);
    }
  }

  private static void task(JsonNode task, Place place, List<String> found) {
    String resource = task.path("Resource").asText();
    if (UNQUALIFIED_ARN.matcher(resource).matches()) {
      found.add(place.field("Resource") + ": " + resource);
    }
    if (!resource.contains(":lambda:invoke")) {
      return;
    }
    for (String input : List.of("Arguments", "Parameters")) {
      JsonNode name = task.path(input).path("FunctionName");
      JsonNode qualifier = task.path(input).path("Qualifier");
      boolean qualified = !qualifier.isMissingNode() && !qualifier.asText().equals(LATEST);
      boolean unbound =
          UNQUALIFIED_ARN.matcher(name.asText()).matches()
              || UNQUALIFIED_NAME.matcher(name.asText()).matches();
      if (name.isTextual() && !qualified && unbound) {
        found.add(place.field(input).field("FunctionName") + ": " + name.asText());
      }
    }
  }
}
