package dev.aileron.asl.text;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a value and everything in it stand in the text. It has the shape of the tree; a shared
 * scalar node cannot carry a place itself.
 *
 * @param key where the field's name stands; null for elements and the root
 * @param value where the value begins
 * @param fields of an object, otherwise empty
 * @param elements of an array, otherwise empty
 */
public record Layout(
    @Nullable Spot key, Spot value, Map<String, Layout> fields, List<Layout> elements) {

  static Layout scalar(@Nullable Spot key, Spot value) {
    return new Layout(key, value, Map.of(), List.of());
  }

  /** The same value under another name. */
  Layout named(Spot name) {
    return new Layout(name, value, fields, elements);
  }

  /** Where the value of that pointer stands, or what is nearest around it when it is not there. */
  public Layout nearest(Pointer pointer) {
    Layout at = this;
    for (String token : pointer.tokens()) {
      Layout below = at.fields.get(token);
      if (below == null && token.matches("\\d{1,9}")) {
        int index = Integer.parseInt(token);
        below = index < at.elements.size() ? at.elements.get(index) : null;
      }
      if (below == null) {
        return at;
      }
      at = below;
    }
    return at;
  }

  /** The place to show for that pointer: the field's name where it has one, otherwise the value. */
  public Spot spot(Pointer pointer) {
    Layout found = nearest(pointer);
    return found.key == null ? found.value : found.key;
  }
}
