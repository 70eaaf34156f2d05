package dev.aileron.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Who refers to what, by name, where the references stand in something that was looked up (a
 * definition in a ConfigMap) and so cannot be told from the object alone. Filled whenever an object
 * is resolved, and so complete once each has been, after a restart too.
 */
public final class Dependents {
  private final Map<ResourceID, Set<String>> references = new ConcurrentHashMap<>();

  /** Takes note of what an object refers to; before looking it up, so that no change is missed. */
  public void note(HasMetadata object, Collection<String> names) {
    references.put(ResourceID.fromResource(object), Set.copyOf(names));
  }

  /** Forgets an object. */
  public void forget(HasMetadata object) {
    references.remove(ResourceID.fromResource(object));
  }

  /** The objects that refer to this one, which is of their namespace. */
  public Set<ResourceID> of(HasMetadata referred) {
    String namespace = referred.getMetadata().getNamespace();
    String name = referred.getMetadata().getName();
    return references.entrySet().stream()
        .filter(entry -> entry.getValue().contains(name))
        .map(Map.Entry::getKey)
        .filter(id -> id.getNamespace().orElse("").equals(namespace))
        .collect(Collectors.toSet());
  }
}
