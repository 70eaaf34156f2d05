package dev.aileron.sandbox.states;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An alias of a state machine. Guarded by its region's lock. */
final class Alias {
  private final String name;
  private final long created;
  private final Lagged<List<Route>> routes;
  private @Nullable String description;
  private long updated;

  Alias(String name, @Nullable String description, List<Route> routes, long created) {
    this(name, description, routes, created, created);
  }

  Alias(String name, @Nullable String description, List<Route> routes, long created, long updated) {
    this.name = name;
    this.description = description;
    this.created = created;
    this.updated = updated;
    this.routes = new Lagged<>(List.copyOf(routes), created);
  }

  String name() {
    return name;
  }

  @Nullable String description() {
    return description;
  }

  long created() {
    return created;
  }

  long updated() {
    return updated;
  }

  List<Route> routes() {
    return routes.now();
  }

  /** Whether a create with these values is this very alias; the order of routes means nothing. */
  boolean isSame(@Nullable String otherDescription, List<Route> otherRoutes) {
    return Objects.equals(description, otherDescription)
        && Set.copyOf(routes.now()).equals(Set.copyOf(otherRoutes));
  }

  boolean leadsTo(long version) {
    return routes.now().stream().anyMatch(route -> route.version() == version);
  }

  void update(@Nullable String newDescription, @Nullable List<Route> newRoutes, long at) {
    if (newDescription != null) {
      description = newDescription;
    }
    if (newRoutes != null) {
      routes.set(List.copyOf(newRoutes), at);
    }
    updated = at;
  }

  /**
   * The version that a new execution runs.
   *
   * @param lag how long new starts still go where the alias led before
   * @param drawn from 0 to 99, by chance
   */
  long route(long time, Duration lag, int drawn) {
    int passed = 0;
    var seen = routes.seen(time, lag);
    for (var route : seen) {
      passed += route.weight();
      if (drawn < passed) {
        return route.version();
      }
    }
    return seen.getLast().version();
  }
}
