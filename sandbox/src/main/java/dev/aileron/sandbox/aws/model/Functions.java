package dev.aileron.sandbox.aws.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lambda functions as other services invoke them. */
public interface Functions {

  /**
   * Invokes a function and waits for its answer, as {@code Invoke} with {@code RequestResponse}
   * does.
   *
   * @param function name, partial ARN or ARN, with or without a qualifier
   * @param qualifier version or alias; null for the one in {@code function}, or {@code $LATEST}
   * @param payload JSON
   * @param clientContext base64 of JSON, as in {@code X-Amz-Client-Context}; null when there is
   *     none
   * @throws AwsError as Lambda refuses: no such function, throttled, pending, …
   */
  Invocation invoke(
      Caller caller,
      String function,
      @Nullable String qualifier,
      byte[] payload,
      @Nullable String clientContext)
      throws InterruptedException;

  /**
   * Hands an event over, as {@code Invoke} with {@code Event} does: it is tried up to three times,
   * and its result goes to the function's destinations.
   *
   * @return the request id
   */
  String invokeAsync(Caller caller, String function, @Nullable String qualifier, byte[] payload);

  /**
   * What came back.
   *
   * @param status 200
   * @param functionError {@code Unhandled} or {@code Handled} when the function failed; null
   *     otherwise
   * @param executedVersion the version number, or {@code $LATEST}
   * @param payload the function's answer; of a failure {@code {errorMessage, errorType, …}}
   * @param headers as {@code Invoke} answers them, such as {@code x-amzn-RequestId}
   */
  record Invocation(
      int status,
      @Nullable String functionError,
      String executedVersion,
      byte[] payload,
      Map<String, String> headers) {}
}
