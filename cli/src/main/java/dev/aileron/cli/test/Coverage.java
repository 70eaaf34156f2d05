package dev.aileron.cli.test;

import dev.aileron.asl.model.Trail;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which states and ways of a machine the cases went through. */
final class Coverage {
  private final String definition;
  private final Trail all;
  private final Set<String> states = new LinkedHashSet<>();
  private final Set<Trail.Way> ways = new LinkedHashSet<>();

  Coverage(String definition, Trail all) {
    this.definition = definition;
    this.all = all;
  }

  void add(Trail gone) {
    states.addAll(gone.states());
    ways.addAll(gone.ways());
  }

  String definition() {
    return definition;
  }

  int statesThere() {
    return all.states().size();
  }

  int statesGone() {
    return (int) all.states().stream().filter(states::contains).count();
  }

  int waysThere() {
    return all.ways().size();
  }

  int waysGone() {
    return (int) all.ways().stream().filter(ways::contains).count();
  }

  /** States and ways together, in percent, rounded down. */
  int percent() {
    return 100 * (statesGone() + waysGone()) / (statesThere() + waysThere());
  }

  /** What no case went through: states by their names, ways from one to the other. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    all.states().stream().filter(s -> !states.contains(s)).forEach(missing::add);
    all.ways().stream()
        .filter(w -> !ways.contains(w))
        .map(Trail.Way::toString)
        .forEach(missing::add);
    return missing;
  }
}
