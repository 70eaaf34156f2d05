package dev.aileron.kernel.status;

import static dev.aileron.kernel.conditions.ConditionType.PAUSED;
import static dev.aileron.kernel.conditions.ConditionType.READY;
import static dev.aileron.kernel.conditions.ConditionType.RECONCILING;
import static dev.aileron.kernel.conditions.ConditionType.STALLED;

import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.Conditions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that every status keeps, after Flux' condition checks FAIL0002 to FAIL0011 (fluxcd/pkg,
 * runtime/conditions/check). Every test that sees a status asks them.
 */
public final class StatusRules {
  /** Most conditions an object has. */
  public static final int MAX_CONDITIONS = 8;

  private StatusRules() {}

  /**
   * What is wrong with a status; empty if nothing is.
   *
   * @param generation metadata.generation of the object
   */
  public static List<String> violations(
      @Nullable Long observedGeneration, List<Condition> conditions, long generation) {
    List<String> wrong = new ArrayList<>();
    if (observedGeneration != null && observedGeneration > generation) {
      wrong.add("observedGeneration " + observedGeneration + " is ahead of " + generation);
    }
    boolean ready = Conditions.holds(conditions, READY);
    boolean stalled = Conditions.find(conditions, STALLED).isPresent();
    boolean reconciling = Conditions.find(conditions, RECONCILING).isPresent();
    Conditions.find(conditions, READY)
        .ifPresentOrElse(
            c -> {
              if (c.status().equals(Condition.UNKNOWN) && !reconciling) {
                wrong.add("Ready=Unknown without Reconciling=True");
              }
              if (stalled && !c.status().equals(Condition.FALSE)) {
                wrong.add("Stalled=True with Ready=" + c.status());
              }
            },
            () -> wrong.add("no Ready condition"));
    if (stalled && reconciling) {
      wrong.add("Stalled and Reconciling together");
    }
    if (ready && reconciling) {
      wrong.add("Ready=True with Reconciling=True");
    }
    if (conditions.size() > MAX_CONDITIONS) {
      wrong.add(conditions.size() + " conditions");
    }
    Set<String> types = new HashSet<>();
    for (Condition c : conditions) {
      check(c, types, ready, observedGeneration, generation, wrong);
    }
    return wrong;
  }

  private static void check(
      Condition c,
      Set<String> types,
      boolean ready,
      @Nullable Long observedGeneration,
      long generation,
      List<String> wrong) {
    if (!types.add(c.type())) {
      wrong.add(c.type() + " twice");
    }
    boolean abnormal = Set.of(STALLED, RECONCILING, PAUSED).contains(c.type());
    if (abnormal && !c.holds()) {
      wrong.add(c.type() + " present while " + c.status());
    }
    if (c.observedGeneration() > generation) {
      wrong.add(c.type() + " is ahead of generation " + generation);
    }
    if (ready && !c.observedGeneration().equals(observedGeneration)) {
      wrong.add(c.type() + " and the status speak of different generations");
    }
    if (c.reason().isEmpty() || c.message().length() > Conditions.MAX_MESSAGE) {
      wrong.add(c.type() + " has no reason or too long a message");
    }
  }
}
