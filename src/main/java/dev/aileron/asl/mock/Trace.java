package dev.aileron.asl.mock;

import dev.aileron.asl.model.Trail;
import dev.aileron.asl.run.Branch;
import dev.aileron.asl.run.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Takes down where executions went. */
final class Trace {
  /** A state that was entered. */
  private static final class Node {
    private final String state;
    private final Map<Integer, List<Node>> inside = new TreeMap<>();
    private String visit = "";

    private Node(String state) {
      this.state = state;
    }

    private PathStep step() {
      List<List<PathStep>> paths = new ArrayList<>();
      inside.forEach((index, nodes) -> {
        while (paths.size() < index) {
          paths.add(List.of());
        }
        paths.add(nodes.stream().map(Node::step).toList());
      });
      return new PathStep(state, paths);
    }
  }

  private record Again(Running running, long eventId, int retries) {}

  private final Trail machine;
  private final List<Node> path = new ArrayList<>();
  private final Set<String> states = new LinkedHashSet<>();
  private final Set<Trail.Way> ways = new LinkedHashSet<>();
  private final Map<String, Integer> retries = new LinkedHashMap<>();
  private final Set<Again> counted = new HashSet<>();

  Trace(Trail machine) {
    this.machine = machine;
  }

  /** Takes down the states that an execution enters when it goes on now. */
  void entering(Running running) {
    running.walk((at, branch) -> {
      if (branch.phase() instanceof Phase.Ready) {
        entered(at, branch.state());
        went(running, branch);
      }
    });
  }

  private void entered(Location at, String state) {
    states.add(state);
    List<Node> nodes = path;
    for (Location.Frame frame : at.frames()) {
      Node around = nodes.getLast();
      if (!around.visit.equals(frame.visit())) {
        around.inside.clear();
        around.visit = frame.visit();
      }
      nodes = around.inside.computeIfAbsent(frame.index(), i -> new ArrayList<>());
    }
    nodes.add(new Node(state));
  }

  private void went(Running running, Branch branch) {
    Running.Left left = running.cameFrom(branch);
    if (left == null) {
      return;
    }
    Trail.Way way = new Trail.Way(left.state(), branch.state(), left.caught());
    // An error within the handling of a result is in no event of its own: the machine tells.
    boolean known = machine.ways().contains(way);
    ways.add(known ? way : new Trail.Way(left.state(), branch.state(), !left.caught()));
  }

  /** Takes down the states that wait to be tried again. */
  void retrying(Running running) {
    running.walk((at, branch) -> {
      if (branch.phase() instanceof Phase.Retrying again
          && counted.add(new Again(running, again.entry().eventId(), again.entry().retries()))) {
        retries.merge(branch.state(), 1, Integer::sum);
      }
    });
  }

  List<PathStep> path() {
    return path.stream().map(Node::step).toList();
  }

  Trail trail() {
    return new Trail(states, ways);
  }

  Map<String, Integer> retries() {
    return retries;
  }
}
