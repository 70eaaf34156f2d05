package dev.aileron.asl;

import dev.aileron.asl.text.Pointer;

/**
 * A place in a definition, for people: the innermost state, and the path to the field in it.
 *
 * @param state name of the innermost state, empty outside of states
 * @param path fields below it, joined by dots
 * @param inStates whether the next field is the name of a state
 */
public record Place(String state, String path, boolean inStates) {
  static final Place TOP = new Place("", "", false);

  /** The place of a pointer. */
  public static Place of(Pointer pointer) {
    Place place = TOP;
    for (String token : pointer.tokens()) {
      boolean index = !place.inStates && token.matches("\\d{1,9}");
      place = index ? place.element(Integer.parseInt(token)) : place.field(token);
    }
    return place;
  }

  Place field(String name) {
    if (inStates) {
      return new Place(name, "", false);
    }
    String below = path.isEmpty() ? name : path + "." + name;
    return new Place(state, below, name.equals("States"));
  }

  Place element(int index) {
    return new Place(state, path + "[" + index + "]", false);
  }

  @Override
  public String toString() {
    if (state.isEmpty()) {
      return path;
    }
    return path.isEmpty() ? "state " + state : "state " + state + ", " + path;
  }
}
