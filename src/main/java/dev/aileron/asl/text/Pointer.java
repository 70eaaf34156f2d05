package dev.aileron.asl.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON pointer (RFC 6901). Making a longer one costs one small object, and it is written out only
 * when somebody reads it: a walk through a large definition makes one for every value.
 */
public final class Pointer {
  /** The whole document. */
  public static final Pointer ROOT = new Pointer(null, "");

  private final @Nullable Pointer parent;
  private final String token;

  private Pointer(@Nullable Pointer parent, String token) {
    this.parent = parent;
    this.token = token;
  }

  /** The field of that name below this place. */
  public Pointer field(String name) {
    return new Pointer(this, name);
  }

  /** The element of that index, counted from 0, below this place. */
  public Pointer element(int index) {
    return new Pointer(this, Integer.toString(index));
  }

  /** The place around this one; the root's is the root. */
  public Pointer parent() {
    return parent == null ? this : parent;
  }

  /** Names and indexes from the root down. */
  public List<String> tokens() {
    List<String> tokens = new ArrayList<>();
    for (Pointer at = this; at.parent != null; at = at.parent) {
      tokens.add(at.token);
    }
    Collections.reverse(tokens);
    return tokens;
  }

  /** The last name or index; empty for the root. */
  public String last() {
    return token;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pointer that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** As RFC 6901 writes it: empty for the root, otherwise each token behind a slash. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String each : tokens()) {
      text.append('/').append(each.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }
}
