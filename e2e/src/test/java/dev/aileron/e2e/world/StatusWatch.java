package dev.aileron.e2e.world;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sees every state in which the functions and workflows of the cluster ever are, as tools do. */
public final class StatusWatch implements AutoCloseable {

  private static final List<String> KINDS = List.of("ServerlessFunction", "Workflow");

  private final Cluster cluster;
  private final List<Watch> watches;
  private final Map<String, List<Resource>> states = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private boolean closing;

  private StatusWatch(Cluster cluster) {
    this.cluster = cluster;
    this.watches = KINDS.stream().map(this::watch).toList();
  }

  static StatusWatch start(Cluster cluster) {
    return new StatusWatch(cluster);
  }

  /** The states an object was in since it was made, as far as they have come in. */
  public synchronized List<Resource> statesOf(Resource object) {
    return List.copyOf(states.getOrDefault(object.uid(), List.of()));
  }

  /** The rules about conditions that were broken since the last time that this was asked. */
  synchronized List<String> takeViolations() {
    var taken = List.copyOf(violations);
    violations.clear();
    return taken;
  }

  @Override
  public void close() {
    synchronized (this) {
      closing = true;
    }
    watches.forEach(Watch::close);
  }

  private Watch watch(String kind) {
    return cluster.watch(
        kind,
        new Watcher<GenericKubernetesResource>() {
          @Override
          public void eventReceived(Action action, GenericKubernetesResource object) {
            if (action == Action.ADDED || action == Action.MODIFIED) {
              seen(cluster.resource(object));
            }
          }

          @Override
          public void onClose(WatcherException cause) {
            lost(kind, cause);
          }
        });
  }

  private synchronized void seen(Resource state) {
    var sofar = states.computeIfAbsent(state.uid(), uid -> new ArrayList<>());
    ConditionRules.violations(state).forEach(rule -> violated(rule, state));
    if (!sofar.isEmpty()) {
      ConditionRules.violations(sofar.getLast(), state).forEach(rule -> violated(rule, state));
    }
    sofar.add(state);
  }

  private synchronized void lost(String kind, WatcherException cause) {
    if (!closing) {
      violations.add("The watch of %s ended, so nobody looks any more: %s".formatted(kind, cause));
    }
  }

  private void violated(String rule, Resource state) {
    violations.add(rule + " in " + state.summary());
  }
}
