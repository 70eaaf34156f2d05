package dev.aileron.sandbox.states;

import dev.aileron.sandbox.aws.model.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An ARN of Step Functions.
 *
 * @param text as written
 * @param base without a qualifier
 * @param type {@code stateMachine}, {@code execution}, {@code express}, {@code activity}, {@code
 *     mapRun}
 * @param name of the state machine or activity
 * @param label of a distributed Map, as in {@code stateMachine:name/label}; null without one
 * @param qualifier what follows the name: a version, an alias, an execution's name; null without
 */
record Arn(
    String text,
    String base,
    String account,
    String type,
    String name,
    @Nullable String label,
    @Nullable String qualifier) {

  private static final int TYPE = 5;
  private static final int NAME = 6;
  private static final int QUALIFIER = 7;

  /** Reads an ARN of one of those types. */
  static Arn parse(String text, String... types) {
    if (!text.startsWith("arn:")) {
      throw Errors.invalidArn("Invalid ARN prefix: " + text);
    }
    var parts = List.of(text.split(":", QUALIFIER + 1));
    if (parts.size() <= NAME || !parts.get(2).equals("states") || parts.get(NAME).isEmpty()) {
      throw Errors.invalidArn("Invalid ARN: " + text);
    }
    var type = parts.get(TYPE);
    if (!List.of(types).contains(type)) {
      throw Errors.invalidArn("Resource type not valid in this context: " + type);
    }
    var named = parts.get(NAME).split("/", 2);
    return new Arn(
        text,
        String.join(":", parts.subList(0, NAME)) + ":" + named[0],
        parts.get(4),
        type,
        named[0],
        named.length == 2 ? named[1] : null,
        parts.size() > QUALIFIER ? parts.get(QUALIFIER) : null);
  }

  /** A state machine, a version or an alias; a distributed Map inside of one is refused. */
  static Arn stateMachine(String text) {
    var arn = parse(text, "stateMachine");
    if (arn.label != null) {
      throw Errors.validation(
          "State machine ARNs with a label are not supported by this operation. Received: " + text,
          "API_DOES_NOT_SUPPORT_LABELED_ARNS");
    }
    return arn;
  }

  /** The name of an execution: of an Express one without the part that makes it unique. */
  String executionName() {
    var rest = String.valueOf(qualifier);
    int colon = rest.indexOf(':');
    return colon < 0 ? rest : rest.substring(0, colon);
  }

  /** The number of a version; null for an alias or without a qualifier. */
  @Nullable Long version() {
    return qualifier != null && qualifier.matches("[0-9]{1,18}") ? Long.valueOf(qualifier) : null;
  }

  /** The name of an alias; null for a version or without a qualifier. */
  @Nullable String alias() {
    return version() == null ? qualifier : null;
  }

  static String of(Caller caller, String type, String rest) {
    return "arn:%s:states:%s:%s:%s:%s"
        .formatted(partition(caller.region()), caller.region(), caller.accountId(), type, rest);
  }

  static String partition(String region) {
    return region.startsWith("cn-")
        ? "aws-cn"
        : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
