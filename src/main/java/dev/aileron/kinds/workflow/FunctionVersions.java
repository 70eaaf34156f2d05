package dev.aileron.kinds.workflow;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.Pin;
import dev.aileron.api.PublishedVersion;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kube.Unresolvable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which version a function stands for: the one that has the content of its <em>current</em>
 * generation, and none until that is published. Otherwise a workflow that was applied together with
 * its functions would be published once with their old versions.
 */
final class FunctionVersions {
  private FunctionVersions() {}

  /**
   * @param where the field that names the function
   * @param found the function, if there is one
   * @throws Unresolvable if it stands for no version now
   */
  static Pin pin(String where, String namespace, String name, Optional<ServerlessFunction> found) {
    ServerlessFunction function =
        found.orElseThrow(() ->
            Unresolvable.waiting(
                where, "the ServerlessFunction %s/%s does not exist".formatted(namespace, name)));
    if (function.isMarkedForDeletion()) {
      throw Unresolvable.waiting(
          where, "the ServerlessFunction %s/%s is being deleted".formatted(namespace, name));
    }
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

  private static String why(@Nullable FunctionStatus status) {
    return Conditions.find(status == null ? List.of() : status.conditions(), ConditionType.READY)
        .filter(ready -> !ready.status().equals(Condition.TRUE))
        .map(ready -> " (" + ready.reason() + ": " + ready.message() + ")")
        .orElse("");
  }
}
