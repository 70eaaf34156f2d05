package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What a made-up answer says. */
public sealed interface Reply {

  /** The call's result, whole: for a job or a token that of the job or of whoever has the token. */
  record Result(JsonNode value) implements Reply {}

  /** What a function returned to {@code lambda:invoke}, which wraps it in a response. */
  record Payload(JsonNode value) implements Reply {}

  /** The call fails. */
  record Failure(String error, @Nullable String cause) implements Reply {}

  /** The items that a distributed Map reads, an array. */
  record Items(JsonNode items) implements Reply {}

  /** What a distributed Map gives once its results are written. */
  record Written(JsonNode output) implements Reply {}

  /** The field of a test file that says so. */
  default String field() {
    return switch (this) {
      case Result r -> "result";
      case Payload p -> "payload";
      case Failure f -> "error";
      case Items i -> "items";
      case Written w -> "written";
    };
  }
}
