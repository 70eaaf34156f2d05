package dev.aileron.asl.mock;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Made-up answers by the names of states. The first answer of a state that matches a call, and has
 * not been used up, is given.
 */
public record Mocks(Map<String, List<Answer>> byState) {
  /** None. */
  public static final Mocks NONE = new Mocks(Map.of());

  public Mocks {
    Map<String, List<Answer>> copy = new LinkedHashMap<>();
    byState.forEach((state, answers) -> copy.put(state, List.copyOf(answers)));
    byState = Collections.unmodifiableMap(copy);
  }

  List<Answer> of(String state) {
    return byState.getOrDefault(state, List.of());
  }

  /** These, but for states that {@code others} have answers for. */
  public Mocks with(Mocks others) {
    Map<String, List<Answer>> all = new LinkedHashMap<>(byState);
    all.putAll(others.byState);
    return new Mocks(all);
  }
}
