package dev.aileron.asl.validate;

import java.util.regex.Pattern;

/**
 * What a Task's Resource names.
 *
 * @param service of an integration: {@code sqs}; otherwise empty
 * @param action of an integration: {@code sendMessage}; otherwise empty
 * @param pattern how an integration is waited for: empty, {@code sync}, {@code sync:2} or {@code
 *     waitForTaskToken}, or what stands in their place
 */
record TaskResource(Kind kind, String service, String action, String pattern) {
  /** The kinds of resources. */
  enum Kind {
    /** A Lambda function, by its ARN. */
    FUNCTION,
    ACTIVITY,
    /** An integration that Step Functions has made for the service. */
    OPTIMIZED,
    /** Any API of any service, {@code aws-sdk:service:action}. */
    SDK,
    /** An ARN of something else. */
    OTHER_ARN,
    /** No ARN. */
    NO_ARN,
    /** Has a placeholder where it matters. */
    UNKNOWN
  }

  /** Nothing that is known. */
  static final TaskResource NONE = plain(Kind.UNKNOWN);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*\\}");

  /** Stands for a placeholder; a letter of no service. */
  private static final String UNKNOWN_PART = "\uE000";

  static TaskResource of(String text) {
    String masked = PLACEHOLDER.matcher(text).replaceAll(UNKNOWN_PART);
    String[] parts = masked.split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn")) {
      boolean unknown = masked.contains(UNKNOWN_PART);
      return plain(unknown ? Kind.UNKNOWN : Kind.NO_ARN);
    }
    return switch (parts[2]) {
      case "lambda" -> plain(parts[5].startsWith(UNKNOWN_PART) ? Kind.UNKNOWN : Kind.FUNCTION);
      case "states" -> states(parts[5]);
      case UNKNOWN_PART -> plain(Kind.UNKNOWN);
      default -> plain(Kind.OTHER_ARN);
    };
  }

  private static TaskResource states(String rest) {
    if (rest.startsWith("activity:")) {
      return plain(Kind.ACTIVITY);
    }
    if (rest.startsWith("stateMachine:") || rest.startsWith("execution:")) {
      return plain(Kind.OTHER_ARN);
    }
    if (rest.contains(UNKNOWN_PART)) {
      return plain(Kind.UNKNOWN);
    }
    boolean sdk = rest.startsWith("aws-sdk:");
    String call = sdk ? rest.substring("aws-sdk:".length()) : rest;
    int colon = call.indexOf(':');
    String service = colon < 0 ? call : call.substring(0, colon);
    String action = colon < 0 ? "" : call.substring(colon + 1);
    int dot = action.indexOf('.');
    String pattern = dot < 0 ? "" : action.substring(dot + 1);
    String name = dot < 0 ? action : action.substring(0, dot);
    return new TaskResource(sdk ? Kind.SDK : Kind.OPTIMIZED, service, name, pattern);
  }

  private static TaskResource plain(Kind kind) {
    return new TaskResource(kind, "", "", "");
  }

  /** Whether the task waits until what it started is done. */
  boolean sync() {
    return pattern.equals("sync") || pattern.equals("sync:2");
  }

  /** Whether the task waits until somebody hands its token back. */
  boolean callback() {
    return pattern.equals("waitForTaskToken");
  }

  /** {@code sqs:sendMessage}. */
  String call() {
    return service + ":" + action;
  }
}
