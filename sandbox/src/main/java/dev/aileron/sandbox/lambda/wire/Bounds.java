package dev.aileron.sandbox.lambda.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.sandbox.lambda.wire.Member.Type;
import dev.aileron.sandbox.lambda.wire.Shapes.Shape;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Holds members against their bounds and says what is wrong as AWS's front end does. */
final class Bounds {

  private final List<String> failures = new ArrayList<>();

  private Bounds() {}

  static void check(Shape shape, Input input) {
    var bounds = new Bounds();
    // Query and headers are judged before the path and the body.
    shape.members().values().stream()
        .filter(member -> member.location() != Member.Location.URI)
        .forEach(member -> bounds.check(member, input, member.name()));
    shape.members().values().stream()
        .filter(member -> member.location() == Member.Location.URI)
        .forEach(member -> bounds.check(member, input, member.name()));
    if (!bounds.failures.isEmpty()) {
      throw Errors.validation(bounds.failures);
    }
  }

  private void check(Member member, Input input, String path) {
    if (member.location() != Member.Location.PAYLOAD) {
      check(member, input.members().get(member.name()), lower(path));
    }
  }

  private void check(Member member, @Nullable JsonNode value, String path) {
    if (value == null || value.isNull()) {
      if (member.required()) {
        fail("null", path, "Member must not be null");
      }
      return;
    }
    switch (member.type()) {
      case STRUCTURE ->
          member
              .members()
              .forEach(
                  (name, inner) -> check(inner, value.get(inner.wire()), path + "." + lower(name)));
      case LIST -> checkList(member, value, path);
      case MAP -> checkMap(member, value, path);
      default -> {
        var broken = broken(member, value);
        broken.forEach(constraint -> fail(quoted(value), path, constraint));
      }
    }
  }

  private void checkList(Member list, JsonNode value, String path) {
    var element = Objects.requireNonNull(list.members().get(Member.ELEMENT));
    broken(list, value).forEach(constraint -> fail(shown(value), path, constraint));
    if (element.type() == Type.STRUCTURE) {
      int index = 1;
      for (var each : value) {
        check(element, each, path + "." + index++ + ".member");
      }
    } else if (anyBroken(element, value)) {
      fail(shown(value), path, "Member must satisfy constraint: " + all(element));
    }
  }

  private void checkMap(Member map, JsonNode value, String path) {
    var key = Objects.requireNonNull(map.members().get(Member.KEY));
    var inner = Objects.requireNonNull(map.members().get(Member.VALUE));
    broken(map, value).forEach(constraint -> fail(shown(value), path, constraint));
    boolean keysHold =
        value.properties().stream()
            .map(Map.Entry::getKey)
            .allMatch(name -> brokenText(key, name).isEmpty());
    if (!keysHold) {
      fail(shown(value), path, "Map keys must satisfy constraint: " + all(key));
    }
    if (inner.type() != Type.STRUCTURE && inner.type() != Type.LIST && anyBroken(inner, value)) {
      fail(shown(value), path, "Map value must satisfy constraint: " + all(inner));
    }
  }

  private static boolean anyBroken(Member member, JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .anyMatch(each -> each.isNull() || !broken(member, each).isEmpty());
  }

  private static List<String> broken(Member member, JsonNode value) {
    if (member.type().isNumber()) {
      return brokenNumber(member, value.decimalValue());
    }
    if (member.type() == Type.LIST || member.type() == Type.MAP) {
      return brokenLength(member, value.size());
    }
    return member.type() == Type.STRING ? brokenText(member, value.asText()) : List.of();
  }

  private static List<String> brokenNumber(Member member, BigDecimal value) {
    var broken = new ArrayList<String>();
    if (member.maximum() != null && value.compareTo(BigDecimal.valueOf(member.maximum())) > 0) {
      broken.add(atMost(member));
    }
    if (member.minimum() != null && value.compareTo(BigDecimal.valueOf(member.minimum())) < 0) {
      broken.add(atLeast(member));
    }
    return broken;
  }

  private static List<String> brokenLength(Member member, int length) {
    var broken = new ArrayList<String>();
    if (member.maximum() != null && length > member.maximum()) {
      broken.add(atMost(member));
    }
    if (member.minimum() != null && length < member.minimum()) {
      broken.add(atLeast(member));
    }
    return broken;
  }

  private static List<String> brokenText(Member member, String text) {
    var broken = new ArrayList<>(brokenLength(member, text.length()));
    var pattern = member.pattern();
    if (pattern != null && !pattern.matcher(text).matches()) {
      broken.add(matching(member));
    }
    if (!member.values().isEmpty() && !member.values().contains(text)) {
      broken.add(oneOf(member));
    }
    return broken;
  }

  private static String atMost(Member member) {
    return "Member must have %s less than or equal to %d"
        .formatted(measure(member), member.maximum());
  }

  private static String atLeast(Member member) {
    return "Member must have %s greater than or equal to %d"
        .formatted(measure(member), member.minimum());
  }

  private static String measure(Member member) {
    return member.type().isNumber() ? "value" : "length";
  }

  private static String matching(Member member) {
    return "Member must satisfy regular expression pattern: "
        + Objects.requireNonNull(member.pattern()).pattern();
  }

  private static String oneOf(Member member) {
    return "Member must satisfy enum value set: [" + String.join(", ", member.values()) + "]";
  }

  /**
   * Every bound of a list's members or a map's keys or values: AWS names all when one is broken.
   */
  private static String all(Member member) {
    var constraints = new ArrayList<String>();
    if (member.maximum() != null) {
      constraints.add(atMost(member));
    }
    if (member.minimum() != null) {
      constraints.add(atLeast(member));
    }
    if (member.pattern() != null) {
      constraints.add(matching(member));
    }
    if (!member.values().isEmpty()) {
      constraints.add(oneOf(member));
    }
    constraints.add("Member must not be null");
    return constraints.stream().collect(Collectors.joining(", ", "[", "]"));
  }

  private void fail(String value, String path, String constraint) {
    failures.add(
        "Value %s at '%s' failed to satisfy constraint: %s".formatted(value, path, constraint));
  }

  private static String quoted(JsonNode value) {
    return "'" + value.asText() + "'";
  }

  /** As the service's own language prints collections. */
  private static String shown(JsonNode value) {
    if (value.isArray()) {
      return StreamSupport.stream(value.spliterator(), false)
          .map(JsonNode::asText)
          .collect(Collectors.joining(", ", "'[", "]'"));
    }
    return value.properties().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue().asText())
        .collect(Collectors.joining(", ", "'{", "}'"));
  }

  private static String lower(String name) {
    return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
