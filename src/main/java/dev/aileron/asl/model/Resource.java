package dev.aileron.asl.model;

/**
 * What a Task calls.
 *
 * @param arn as written in the definition
 * @param kind how the call looks in the history
 * @param service the resourceType of the history: {@code lambda}, {@code aws-sdk:dynamodb}; empty
 *     but for services
 * @param action the resource of the history: {@code invoke}, {@code sendMessage.waitForTaskToken};
 *     empty but for services
 * @param pattern when the call is over
 */
public record Resource(String arn, Kind kind, String service, String action, Pattern pattern) {

  /** How a call looks in the history. */
  public enum Kind {
    LAMBDA,
    ACTIVITY,
    SERVICE
  }

  /** When a call is over. */
  public enum Pattern {
    /** With its response. */
    REQUEST_RESPONSE,
    /** When the job it started is over. */
    SYNC,
    /** When somebody returns the token it was given. */
    WAIT_FOR_TASK_TOKEN
  }

  /** Whether there is a task token: {@code $$.Task.Token}. */
  public boolean hasToken() {
    return kind == Kind.ACTIVITY || pattern != Pattern.REQUEST_RESPONSE;
  }

  /** Reads what stands in a definition. */
  static Resource of(String arn) {
    int service = arn.indexOf(":states:::");
    if (service >= 0) {
      String rest = arn.substring(service + ":states:::".length());
      int action = rest.lastIndexOf(':');
      // startExecution.sync:2 has a colon of its own.
      if (rest.endsWith(".sync:2")) {
        action = rest.lastIndexOf(':', action - 1);
      }
      String name = rest.substring(action + 1);
      Pattern pattern =
          name.endsWith(".waitForTaskToken")
              ? Pattern.WAIT_FOR_TASK_TOKEN
              : name.contains(".sync") ? Pattern.SYNC : Pattern.REQUEST_RESPONSE;
      return new Resource(arn, Kind.SERVICE, rest.substring(0, Math.max(0, action)), name, pattern);
    }
    Kind kind = arn.contains(":lambda:") ? Kind.LAMBDA : Kind.ACTIVITY;
    return new Resource(arn, kind, "", "", Pattern.REQUEST_RESPONSE);
  }
}
