package dev.aileron.aws;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What makes the tags of a thing in AWS those it should have.
 *
 * @param set tags to set, because they are missing or have another value
 * @param removed keys to remove
 */
public record TagChange(Map<String, String> set, Set<String> removed) {
  /** AWS' own tags (aws:cloudformation:…) can be neither set nor removed. */
  private static final String RESERVED = "aws:";

  public TagChange {
    set = Map.copyOf(set);
    removed = Set.copyOf(removed);
  }

  public static TagChange between(Map<String, String> desired, Map<String, String> actual) {
    Map<String, String> set = new HashMap<>(desired);
    actual.forEach((key, value) -> set.remove(key, value));
    Set<String> removed = new HashSet<>(actual.keySet());
    removed.removeAll(desired.keySet());
    removed.removeIf(key -> key.startsWith(RESERVED));
    return new TagChange(set, removed);
  }
}
