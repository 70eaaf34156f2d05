package dev.aileron.e2e.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What holds for every status that anybody may ever read of a function or a workflow: the rules by
 * which kstatus, Flux, Argo CD and {@code kubectl wait} read conditions.
 */
final class ConditionRules {

  /** Abnormal-true: there only while they are true. */
  private static final Set<String> ONLY_WHEN_TRUE = Set.of("Reconciling", "Stalled");

  private ConditionRules() {}

  /** The rules that a status breaks; none for an object that has no status yet. */
  static List<String> violations(Resource object) {
    var violations = new ArrayList<String>();
    for (var type : ONLY_WHEN_TRUE) {
      if (!Set.of("True", "absent").contains(object.status(type))) {
        violations.add(type + " is there without being True");
      }
    }
    boolean reconciling = object.status("Reconciling").equals("True");
    boolean stalled = object.status("Stalled").equals("True");
    var ready = object.status("Ready");
    if (reconciling && stalled) {
      violations.add("Reconciling and Stalled exclude each other");
    }
    if (stalled && !ready.equals("False")) {
      violations.add("Stalled, but Ready is " + ready);
    }
    if (ready.equals("Unknown") && !reconciling) {
      violations.add("Ready is Unknown, but not Reconciling");
    }
    if (ready.equals("True") && (reconciling || stalled)) {
      violations.add("Ready, but Reconciling or Stalled as well");
    }
    if (object.observedGeneration() > object.generation()) {
      violations.add("observedGeneration is ahead of generation");
    }
    if (ready.equals("True")) {
      types(object)
          .filter(type -> generation(object, type) != object.observedGeneration())
          .forEach(type -> violations.add(type + " speaks of another generation than the status"));
    }
    return violations;
  }

  /** The rules that a status breaks as the follower of another one of the same object. */
  static List<String> violations(Resource before, Resource after) {
    var violations = new ArrayList<String>();
    types(after)
        .forEach(type -> {
          var was = before.condition(type);
          var is = after.condition(type);
          if (was.isPresent()
              && sameStatus(was, is)
              && !was.get().lastTransitionTime().equals(is.get().lastTransitionTime())) {
            violations.add("lastTransitionTime of " + type + " moved, its status did not");
          }
        });
    if (after.observedGeneration() < before.observedGeneration()) {
      violations.add("observedGeneration went back");
    }
    return violations;
  }

  private static boolean sameStatus(
      Optional<Resource.Condition> was, Optional<Resource.Condition> is) {
    return was.map(Resource.Condition::status).equals(is.map(Resource.Condition::status));
  }

  private static java.util.stream.Stream<String> types(Resource object) {
    return StreamSupport.stream(object.json().at("/status/conditions").spliterator(), false)
        .map(condition -> condition.path("type").asText());
  }

  private static long generation(Resource object, String type) {
    return object.condition(type).orElseThrow().observedGeneration();
  }
}
