package dev.aileron.e2e.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A Kubernetes object as it was when it was read. */
public record Resource(JsonNode json) {

  /** An entry of {@code status.conditions}. */
  public record Condition(
      String type,
      String status,
      String reason,
      String message,
      long observedGeneration,
      String lastTransitionTime) {

    @Override
    public String toString() {
      return "%s=%s %s (generation %d): %s"
          .formatted(type, status, reason, observedGeneration, message);
    }
  }

  public String kind() {
    return json.path("kind").asText();
  }

  public String name() {
    return json.at("/metadata/name").asText();
  }

  public String uid() {
    return json.at("/metadata/uid").asText();
  }

  public long generation() {
    return json.at("/metadata/generation").asLong();
  }

  public String resourceVersion() {
    return json.at("/metadata/resourceVersion").asText();
  }

  public boolean isBeingDeleted() {
    return json.at("/metadata").has("deletionTimestamp");
  }

  /** 0 while there is no status. */
  public long observedGeneration() {
    return json.at("/status/observedGeneration").asLong();
  }

  /** The text at a JSON pointer; empty when there is none. */
  public String text(String pointer) {
    return json.at(pointer).asText();
  }

  /** The names of the members of the object at a JSON pointer. */
  public Iterable<String> names(String pointer) {
    return () -> json.at(pointer).fieldNames();
  }

  public Optional<Condition> condition(String type) {
    return StreamSupport.stream(json.at("/status/conditions").spliterator(), false)
        .filter(it -> it.path("type").asText().equals(type))
        .map(it ->
            new Condition(
                type,
                it.path("status").asText(),
                it.path("reason").asText(),
                it.path("message").asText(),
                it.path("observedGeneration").asLong(),
                it.path("lastTransitionTime").asText()))
        .findFirst();
  }

  /** The status of a condition; {@code absent} without it. */
  public String status(String type) {
    return condition(type).map(Condition::status).orElse("absent");
  }

  /**
   * As {@code kubectl wait --for=condition=Ready} decides: what speaks of an older spec is nothing.
   */
  public boolean isReady() {
    return condition("Ready")
        .filter(it -> it.status().equals("True") && it.observedGeneration() >= generation())
        .isPresent();
  }

  /** For the messages of failed assertions. */
  public String summary() {
    return "%s %s, generation %d, %s"
        .formatted(
            kind(),
            name(),
            generation(),
            StreamSupport.stream(json.at("/status/conditions").spliterator(), false)
                .map(it -> it.path("type").asText())
                .flatMap(type -> condition(type).stream())
                .map(Condition::toString)
                .collect(Collectors.joining("; ", "[", "]")));
  }
}
