package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What executions run: a definition with all that belongs to it. Never changes; an update makes
 * another.
 *
 * @param id a UUID; null for the first one of a state machine, whose literal name is INITIAL
 * @param definition as it was given, to the letter
 * @param logging loggingConfiguration with its defaults
 * @param tracing whether X-Ray is on
 * @param encryption encryptionConfiguration
 * @param date since when, in milliseconds since the epoch
 */
record Revision(
    @Nullable String id,
    String definition,
    String roleArn,
    JsonNode logging,
    boolean tracing,
    JsonNode encryption,
    long date) {

  static final String INITIAL = "INITIAL";

  /** The id, INITIAL for the first. */
  String name() {
    return id == null ? INITIAL : id;
  }

  /** The revision after this one; this one itself if nothing differs. */
  Revision updated(
      @Nullable String newDefinition,
      @Nullable String newRole,
      @Nullable JsonNode newLogging,
      @Nullable Boolean newTracing,
      @Nullable JsonNode newEncryption,
      long at) {
    var next =
        new Revision(
            UUID.randomUUID().toString(),
            newDefinition == null ? definition : newDefinition,
            newRole == null ? roleArn : newRole,
            newLogging == null ? logging : newLogging,
            newTracing == null ? tracing : newTracing,
            newEncryption == null ? encryption : newEncryption,
            at);
    return next.sameAs(this) ? this : next;
  }

  private boolean sameAs(Revision other) {
    return definition.equals(other.definition)
        && roleArn.equals(other.roleArn)
        && logging.equals(other.logging)
        && tracing == other.tracing
        && encryption.equals(other.encryption);
  }
}
