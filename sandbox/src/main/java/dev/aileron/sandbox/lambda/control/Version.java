package dev.aileron.sandbox.lambda.control;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code $LATEST} or a published version, with its state.
 *
 * <p>States are computed when somebody looks: a change is over once its time has passed. When it is
 * over the revision id moves once more. Not thread-safe; its region's lock guards it.
 */
public final class Version {

  public static final String LATEST = "$LATEST";

  private enum Change {
    CREATING,
    UPDATING
  }

  private final String number;
  private final Supplier<String> revisionIds;
  private Configuration configuration;
  private Configuration serving;
  private String revisionId;
  private Instant lastModified;
  private Instant lastUsed;
  private @Nullable Change change;
  private Instant changedAt;
  private boolean inactive;

  /**
   * @param settles how long it stays Pending; zero for a version that is published from a function
   *     that is Active
   */
  Version(
      String number,
      Configuration configuration,
      Supplier<String> revisionIds,
      Instant now,
      @Nullable Duration settles) {
    this.number = number;
    this.revisionIds = revisionIds;
    this.configuration = configuration;
    this.serving = configuration;
    this.revisionId = revisionIds.get();
    this.lastModified = now;
    this.lastUsed = now;
    this.change = settles == null ? null : Change.CREATING;
    this.changedAt = settles == null ? now : now.plus(settles);
  }

  /** Takes note of the time that has passed. */
  void look(Instant now, Duration idleUntilInactive) {
    if (change != null && !now.isBefore(changedAt)) {
      change = null;
      serving = configuration;
      revisionId = revisionIds.get();
    }
    if (change == null && configuration.inVpc() && lastUsed.plus(idleUntilInactive).isBefore(now)) {
      inactive = true;
    }
  }

  /** Replaces the configuration; traffic keeps the old one until the update is through. */
  void update(Configuration updated, Instant now, Duration settles) {
    configuration = updated;
    revisionId = revisionIds.get();
    lastModified = now;
    lastUsed = now;
    change = Change.UPDATING;
    changedAt = now.plus(settles);
  }

  /** An idle function is called: its network is made anew, and this call fails. */
  void reactivate(Instant now, Duration settles) {
    inactive = false;
    lastUsed = now;
    change = Change.CREATING;
    changedAt = now.plus(settles);
  }

  void used(Instant now) {
    lastUsed = now;
  }

  void moveRevision() {
    revisionId = revisionIds.get();
  }

  public String number() {
    return number;
  }

  public boolean isLatest() {
    return number.equals(LATEST);
  }

  public Configuration configuration() {
    return configuration;
  }

  /** What an invocation runs: the configuration before the update that is in progress. */
  public Configuration serving() {
    return serving;
  }

  public String revisionId() {
    return revisionId;
  }

  Instant lastModified() {
    return lastModified;
  }

  /** {@code Pending}, {@code Active} or {@code Inactive}. */
  public String state() {
    if (inactive) {
      return "Inactive";
    }
    return change == Change.CREATING ? "Pending" : "Active";
  }

  boolean isPending() {
    return change == Change.CREATING;
  }

  boolean isUpdating() {
    return change == Change.UPDATING;
  }
}
