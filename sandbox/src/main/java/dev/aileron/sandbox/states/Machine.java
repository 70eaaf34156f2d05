package dev.aileron.sandbox.states;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A state machine with its versions, aliases and tags. Guarded by its region's lock. */
final class Machine {
  private final String arn;
  private final String name;
  private final boolean express;
  private final Created created;
  private final Lagged<Revision> revisions;
  private final NavigableMap<Long, Version> versions = new TreeMap<>();
  private final Map<String, Alias> aliases = new LinkedHashMap<>();
  private final Lagged<Map<String, String>> tags;
  private long lastVersion;
  private @Nullable Long deletedAt;

  /**
   * What CreateStateMachine compares beside the revision.
   *
   * @param at in milliseconds since the epoch
   */
  record Created(long at, boolean publish, @Nullable String versionDescription) {}

  Machine(
      String arn,
      String name,
      boolean express,
      Created created,
      Revision revision,
      Map<String, String> tags) {
    this.arn = arn;
    this.name = name;
    this.express = express;
    this.created = created;
    this.revisions = new Lagged<>(revision, created.at());
    this.tags = new Lagged<>(new LinkedHashMap<>(tags), created.at());
  }

  String arn() {
    return arn;
  }

  String name() {
    return name;
  }

  boolean express() {
    return express;
  }

  String type() {
    return express ? "EXPRESS" : "STANDARD";
  }

  Created created() {
    return created;
  }

  Revision revision() {
    return revisions.now();
  }

  /** The revision that a start by the bare ARN runs. */
  Revision revisionSeen(long time, Duration lag) {
    return revisions.seen(time, lag);
  }

  void revise(Revision next, long at) {
    if (!next.equals(revisions.now())) {
      revisions.set(next, at);
    }
  }

  /** Versions by number, oldest first. */
  NavigableMap<Long, Version> versions() {
    return versions;
  }

  /** The version of the present revision; null if it is not published, or not any more. */
  @Nullable Version published() {
    var current = revisions.now();
    return versions.descendingMap().values().stream()
        .filter(version -> version.revision().name().equals(current.name()))
        .findFirst()
        .orElse(null);
  }

  /** Makes a version of the present revision. Numbers are never used again. */
  Version publish(@Nullable String description, long at) {
    var version = new Version(++lastVersion, revisions.now(), description, at);
    versions.put(version.number(), version);
    return version;
  }

  String versionArn(long number) {
    return arn + ":" + number;
  }

  long lastVersion() {
    return lastVersion;
  }

  void restore(long last, Collection<Version> kept) {
    lastVersion = last;
    kept.forEach(version -> versions.put(version.number(), version));
  }

  /** Aliases by name, oldest first. */
  Map<String, Alias> aliases() {
    return aliases;
  }

  String aliasArn(String alias) {
    return arn + ":" + alias;
  }

  Map<String, String> tags() {
    return tags.now();
  }

  Map<String, String> tagsSeen(long time, Duration lag) {
    return tags.seen(time, lag);
  }

  void tag(Map<String, String> all, long at) {
    tags.set(new LinkedHashMap<>(all), at);
  }

  boolean deleting() {
    return deletedAt != null;
  }

  @Nullable Long deletedAt() {
    return deletedAt;
  }

  void delete(long at) {
    if (deletedAt == null) {
      deletedAt = at;
    }
  }
}
