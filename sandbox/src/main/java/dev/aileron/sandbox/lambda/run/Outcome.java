package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;

/**
 * How an invocation ended.
 *
 * @param payload the function's answer, or {@code {errorMessage, errorType, …}}
 */
public record Outcome(byte[] payload, End end) {

  /** The ways to end. */
  public enum End {
    ANSWERED,
    FAILED,
    TIMED_OUT
  }

  static Outcome answered(byte[] payload) {
    return new Outcome(payload, End.ANSWERED);
  }

  /** A failure as the runtime reported it. */
  static Outcome failed(byte[] payload) {
    return new Outcome(payload, End.FAILED);
  }

  static Outcome failed(String type, String message) {
    return failed(described(type, message));
  }

  static Outcome timedOut(String message) {
    return new Outcome(described("Sandbox.Timedout", message), End.TIMED_OUT);
  }

  private static byte[] described(String type, String message) {
    var body = Reply.object().put("errorType", type).put("errorMessage", message);
    return Reply.text(body).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the function failed. */
  public boolean failed() {
    return end != End.ANSWERED;
  }
}
