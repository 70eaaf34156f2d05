package dev.aileron.kinds.workflow;

import dev.aileron.api.Workflow;
import dev.aileron.kube.References;
import dev.aileron.kube.Unresolvable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds workflows that refer to each other in a circle: each of them would wait for the alias of
 * the next one for ever.
 */
final class Circles {
  private final References references;

  Circles(References references) {
    this.references = references;
  }

  /**
   * The way from a workflow over one that it refers to back to itself, its own name first and last;
   * empty if there is none.
   */
  Optional<List<String>> through(Workflow object, String child) {
    String own = object.getMetadata().getName();
    Deque<List<String>> ways = new ArrayDeque<>();
    Set<String> known = new HashSet<>();
    ways.add(List.of(own, child));
    while (!ways.isEmpty()) {
      List<String> way = ways.remove();
      String last = way.getLast();
      if (last.equals(own)) {
        return Optional.of(way);
      }
      if (known.add(last)) {
        for (String next : named(object.getMetadata().getNamespace(), last)) {
          List<String> longer = new ArrayList<>(way);
          longer.add(next);
          ways.add(longer);
        }
      }
    }
    return Optional.empty();
  }

  /** The workflows that a workflow names; none where that cannot be told now. */
  private List<String> named(String namespace, String name) {
    Optional<Workflow> workflow = references.workflow(namespace, name);
    if (workflow.isEmpty()) {
      return List.of();
    }
    try {
      WorkflowSource source = WorkflowSource.of(workflow.get(), references);
      return new Substitutions(workflow.get(), references, source.field()).workflows(source.tree());
    } catch (Unresolvable e) {
      // The workflow says so itself.
      return List.of();
    }
  }
}
