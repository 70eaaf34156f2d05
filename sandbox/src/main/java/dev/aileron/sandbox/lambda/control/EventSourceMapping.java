package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a queue or stream to a function. Its states, too, are computed when somebody
 * looks. Its region's lock guards it.
 */
public final class EventSourceMapping {

  /** The kind of thing events come from. */
  public enum Source {
    SQS,
    KINESIS,
    DYNAMODB;

    /** Told by an ARN; null for one that is not modelled. */
    static @Nullable Source of(String arn) {
      return switch (arn.split(":", 6)[2]) {
        case "sqs" -> SQS;
        case "kinesis" -> KINESIS;
        case "dynamodb" -> DYNAMODB;
        default -> null;
      };
    }

    public boolean isStream() {
      return this != SQS;
    }
  }

  private final String id;
  private final String sourceArn;
  private final Source source;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private String functionArn;
  private ObjectNode settings;
  private boolean enabled;
  private @Nullable String transition;
  private Instant settledAt;
  private Instant lastModified;
  private volatile String lastResult = "No records processed";

  EventSourceMapping(
      String id,
      String sourceArn,
      Source source,
      String functionArn,
      ObjectNode settings,
      boolean enabled,
      Instant now,
      Duration settles) {
    this.id = id;
    this.sourceArn = sourceArn;
    this.source = source;
    this.functionArn = functionArn;
    this.settings = settings;
    this.enabled = enabled;
    this.transition = "Creating";
    this.settledAt = now.plus(settles);
    this.lastModified = now;
  }

  void update(
      String newFunctionArn,
      ObjectNode newSettings,
      boolean enable,
      Instant now,
      Duration settles) {
    transition = enable == enabled ? "Updating" : enable ? "Enabling" : "Disabling";
    functionArn = newFunctionArn;
    settings = newSettings;
    enabled = enable;
    settledAt = now.plus(settles);
    lastModified = now;
  }

  void delete(Instant now, Duration settles) {
    transition = "Deleting";
    settledAt = now.plus(settles);
  }

  boolean isDeleting() {
    return "Deleting".equals(transition);
  }

  boolean isGone(Instant now) {
    return isDeleting() && !now.isBefore(settledAt);
  }

  boolean isMoving(Instant now) {
    return transition != null && now.isBefore(settledAt);
  }

  public String state(Instant now) {
    if (transition != null && (isDeleting() || now.isBefore(settledAt))) {
      return transition;
    }
    return enabled ? "Enabled" : "Disabled";
  }

  /** The state as the answer to the change itself tells it, however quickly it settles. */
  String stateAtChange() {
    return transition == null ? (enabled ? "Enabled" : "Disabled") : transition;
  }

  /** Whether events flow: also while it is being updated. */
  public boolean isPolling(Instant now) {
    return enabled && !isDeleting() && !state(now).equals("Creating");
  }

  public String id() {
    return id;
  }

  public String sourceArn() {
    return sourceArn;
  }

  public Source source() {
    return source;
  }

  public String functionArn() {
    return functionArn;
  }

  public ObjectNode settings() {
    return settings;
  }

  boolean isEnabled() {
    return enabled;
  }

  Instant lastModified() {
    return lastModified;
  }

  Map<String, String> tags() {
    return tags;
  }

  public String lastResult() {
    return lastResult;
  }

  public void result(String result) {
    lastResult = result;
  }
}
