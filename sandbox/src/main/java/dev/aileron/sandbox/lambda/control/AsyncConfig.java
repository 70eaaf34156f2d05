package dev.aileron.sandbox.lambda.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How events that are handed over asynchronously are dealt with.
 *
 * @param retries 0 to 2; null when not set, which means 2
 * @param maximumAge seconds, 60 to 21,600; null when not set, which means 21,600
 * @param onSuccess ARN; null for none
 * @param onFailure ARN; null for none
 */
public record AsyncConfig(
    @Nullable Integer retries,
    @Nullable Integer maximumAge,
    @Nullable String onSuccess,
    @Nullable String onFailure,
    Instant modified) {

  /** What holds when nothing was configured. */
  public static final AsyncConfig NONE = new AsyncConfig(null, null, null, null, Instant.EPOCH);
}
