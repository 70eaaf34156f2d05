package dev.aileron.asl.run;

import org.jspecify.annotations.Nullable;

/** A state has failed; caught where the state's Retry and Catch are tried. */
final class StateError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final String RUNTIME = "States.Runtime";
  static final String DATA_LIMIT = "States.DataLimitExceeded";
  static final String TIMEOUT = "States.Timeout";
  static final String HEARTBEAT = "States.HeartbeatTimeout";
  static final String QUERY = "States.QueryEvaluationError";

  /** How an error came about. */
  enum Origin {
    /** What the state did has failed, and the history says how. */
    WORK,
    /** A field could not be evaluated. */
    EVALUATION,
    /** Nothing can help: neither Retry nor Catch sees it. */
    FATAL
  }

  private final @Nullable String error;
  private final @Nullable String cause;
  private final Origin origin;
  private final @Nullable String location;

  /** Whether the cause still has to say in which state. */
  private final boolean homeless;

  private StateError(
      @Nullable String error,
      @Nullable String cause,
      Origin origin,
      @Nullable String location,
      boolean homeless) {
    super(cause, null, false, false);
    this.error = error;
    this.cause = cause;
    this.origin = origin;
    this.location = location;
    this.homeless = homeless;
  }

  static StateError work(@Nullable String error, @Nullable String cause) {
    return new StateError(error, cause, Origin.WORK, null, false);
  }

  /** An error within the state's own fields. */
  static StateError runtime(String cause) {
    return new StateError(RUNTIME, cause, Origin.FATAL, null, true);
  }

  static StateError fatal(String error, String cause) {
    return new StateError(error, cause, Origin.FATAL, null, false);
  }

  /** An error of a JSONata field. */
  static StateError query(String cause, @Nullable String location) {
    return new StateError(QUERY, cause, Origin.EVALUATION, location, true);
  }

  static StateError intrinsic(String cause) {
    return new StateError("States.IntrinsicFailure", cause, Origin.WORK, null, true);
  }

  static StateError unchosen() {
    return new StateError(
        "States.NoChoiceMatched",
        "Failed to transition out of the state. The state does not point to a next state.",
        Origin.WORK,
        null,
        true);
  }

  static StateError unmatched(String cause) {
    return new StateError("States.ResultPathMatchFailure", cause, Origin.WORK, null, true);
  }

  /** The same, saying in which state if the cause does not tell by itself. */
  StateError in(String state, long enteredEventId) {
    if (!homeless) {
      return this;
    }
    return new StateError(
        error,
        "An error occurred while executing the state '%s' (entered at the event id #%d). %s"
            .formatted(state, enteredEventId, cause),
        origin,
        location,
        false);
  }

  @Nullable String error() {
    return error;
  }

  @Nullable String cause() {
    return cause;
  }

  Origin origin() {
    return origin;
  }

  @Nullable String location() {
    return location;
  }
}
