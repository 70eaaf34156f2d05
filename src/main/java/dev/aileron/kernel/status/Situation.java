package dev.aileron.kernel.status;

/** Where an object stands: the rows of the status contract. */
public sealed interface Situation {
  /** Seen for the first time, an update or a rollout runs: nothing is wrong. */
  record Working(Reason reason, String message) implements Situation {}

  /** Throttled, a role not yet assumable, a dependency missing: it goes on by itself. */
  record Waiting(Reason reason, String message) implements Situation {}

  /** A release waits for approval. */
  record AwaitingApproval(String message) implements Situation {}

  /** Nothing gets better by itself. */
  record Stalled(Reason reason, String message) implements Situation {}

  /** In AWS is what the spec says. */
  record InSync(String message) implements Situation {}

  /** Somebody changed something in AWS, and it is reported only or takes long to mend. */
  record Drifted(String message) implements Situation {}

  /**
   * The user suspended the object.
   *
   * @param differs whether there would be something to do
   */
  record Suspended(boolean differs) implements Situation {}

  /** The object is going; what remains to be done is in the message. */
  record Deleting(Reason reason, String message) implements Situation {}
}
