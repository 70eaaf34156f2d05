package dev.aileron.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * While AWS settles what was written, nothing in Kubernetes can make it quicker. An event that
 * wakes an object before its time (of our own finalizer, of a label) would cost a call that finds
 * everything as it was. Another generation ends a pause (a deletion is one, and so is Retain), and
 * so does a restart.
 */
final class Pauses {
  private final Clock clock;
  private final ConcurrentMap<String, Pause> pauses = new ConcurrentHashMap<>();

  private record Pause(Long generation, Instant end) {}

  Pauses(Clock clock) {
    this.clock = clock;
  }

  void begin(HasMetadata object, Duration length) {
    pauses.put(uid(object), new Pause(generation(object), clock.instant().plus(length)));
  }

  void end(HasMetadata object) {
    pauses.remove(uid(object));
  }

  /** How long the object's pause goes on; empty if it has none. */
  Optional<Duration> left(HasMetadata object) {
    return Optional.ofNullable(pauses.get(uid(object)))
        .filter(pause -> pause.generation().equals(generation(object)))
        .map(pause -> Duration.between(clock.instant(), pause.end()))
        .filter(Duration::isPositive);
  }

  private static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  private static Long generation(HasMetadata object) {
    return object.getMetadata().getGeneration();
  }
}
