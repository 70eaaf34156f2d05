package dev.aileron.sandbox.aws.quota;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Layer;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Throttles calls as AWS's documented quotas say, per account, region and operation. */
public final class Quotas implements Layer {

  private static final int TOO_MANY_REQUESTS = 429;

  private record Key(String account, String region, String service, String bucket) {}

  private final Map<Key, TokenBucket> buckets = new ConcurrentHashMap<>();

  @Override
  public AwsResponse carryOut(Call call, Next next) throws IOException, InterruptedException {
    var quota = Quota.of(call.operation(), call.caller().region());
    if (quota.isPresent()) {
      take(call, quota.get());
    }
    return next.carryOut(call);
  }

  private void take(Call call, Quota quota) {
    var key =
        new Key(
            call.caller().accountId(),
            call.caller().region(),
            call.operation().service(),
            quota.bucket());
    var bucket =
        buckets.computeIfAbsent(
            key, absent -> new TokenBucket(quota.size(), quota.refill(), call.time()));
    var wait = bucket.take(call.time());
    if (!wait.isZero()) {
      throw throttled(call.operation().service(), wait);
    }
  }

  /**
   * The error of a throttled call.
   *
   * @param service the name it signs under
   * @param wait until it is worth to try again
   */
  public static AwsError throttled(String service, Duration wait) {
    return switch (service) {
      case "lambda" ->
          new AwsError(
              TOO_MANY_REQUESTS,
              "TooManyRequestsException",
              "Rate exceeded",
              Map.of(
                  "Reason",
                  "CallerRateLimitExceeded",
                  "retryAfterSeconds",
                  String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()))));
      case "monitoring", "iam", "sts", "sns" -> new AwsError(400, "Throttling", "Rate exceeded");
      case "s3" -> new AwsError(503, "SlowDown", "Please reduce your request rate.");
      default -> new AwsError(400, "ThrottlingException", "Rate exceeded");
    };
  }
}
