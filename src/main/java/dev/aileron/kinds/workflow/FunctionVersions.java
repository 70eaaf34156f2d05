package dev.aileron.kinds.workflow;

import dev.aileron.api.Api;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.Pin;
import dev.aileron.api.PublishedVersion;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kube.Cohorts;
import dev.aileron.kube.Unresolvable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version a function stands for: the one that has the content of its <em>current</em>
 * generation, and none until that is published. Otherwise a workflow that was applied together with
 * its functions would be published once with their old versions. Where both carry a cohort it must
 * be the same one too: a sync that is half-way has changed some of them and not yet the others.
 */
final class FunctionVersions {
  private FunctionVersions() {}

  /**
   * @param where the field that names the function
   * @param workflow the object that names it, in its namespace
   * @param found the function, if there is one
   * @throws Unresolvable if it stands for no version now
   */
  static Pin pin(String where, Workflow workflow, String name, Optional<ServerlessFunction> found) {
    String namespace = workflow.getMetadata().getNamespace();
    ServerlessFunction function =
        found.orElseThrow(() ->
            Unresolvable.waiting(
                where, "the ServerlessFunction %s/%s does not exist".formatted(namespace, name)));
    if (function.isMarkedForDeletion()) {
      throw Unresolvable.waiting(
          where, "the ServerlessFunction %s/%s is being deleted".formatted(namespace, name));
    }
    sameCohort(where, workflow, function);
    Long generation = function.getMetadata().getGeneration();
    FunctionStatus status = function.getStatus();
    PublishedVersion published = status == null ? null : status.published();
    if (published == null || !published.generation().equals(generation)) {
      throw Unresolvable.waiting(
          where,
          "the ServerlessFunction %s/%s has not published its generation %d yet%s"
              .formatted(namespace, name, generation, why(status)));
    }
    return new Pin(name, published.version(), published.arn());
  }

  /**
   * A function without a cohort is in nobody's; one of another cohort is that of another state of
   * the world, which is on its way to this one or ahead of it.
   */
  private static void sameCohort(String where, Workflow workflow, ServerlessFunction function) {
    String wanted = Cohorts.of(workflow);
    String has = Cohorts.of(function);
    if (wanted != null && has != null && !wanted.equals(has)) {
      throw Unresolvable.waiting(
          where,
          "the ServerlessFunction %s/%s is of the cohort %s, and this workflow of %s (annotation %s)"
              .formatted(
                  function.getMetadata().getNamespace(),
                  function.getMetadata().getName(),
                  has,
                  wanted,
                  Api.COHORT));
    }
  }

  private static String why(@Nullable FunctionStatus status) {
    return Conditions.find(status == null ? List.of() : status.conditions(), ConditionType.READY)
        .filter(ready -> !ready.status().equals(Condition.TRUE))
        .map(ready -> " (" + ready.reason() + ": " + ready.message() + ")")
        .orElse("");
  }
}
