package dev.aileron.asl.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that a kind of object may have.
 *
 * @param noun what the object is called: "a Task state"
 * @param exclusive pairs of fields of which at most one may stand
 */
record Shape(String noun, Map<String, Field> fields, List<Pair> exclusive) {
  /** Two fields that say the same thing in two ways. */
  record Pair(String one, String other) {}

  static Shape of(String noun, Field... fields) {
    Map<String, Field> byName = new LinkedHashMap<>();
    for (Field field : fields) {
      byName.put(field.name(), field);
    }
    return new Shape(noun, byName, List.of());
  }

  Shape with(Field... more) {
    Map<String, Field> all = new LinkedHashMap<>(fields);
    for (Field field : more) {
      all.put(field.name(), field);
    }
    return new Shape(noun, all, exclusive);
  }

  Shape called(String other) {
    return new Shape(other, fields, exclusive);
  }

  Shape notBoth(String one, String other) {
    List<Pair> pairs = new ArrayList<>(exclusive);
    pairs.add(new Pair(one, other));
    return new Shape(noun, fields, pairs);
  }
}
