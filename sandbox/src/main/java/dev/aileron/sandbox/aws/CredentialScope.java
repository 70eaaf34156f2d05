package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.Caller;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a signature of AWS's Signature Version 4 says about its signer, read and not verified.
 *
 * @param service the name the service signs under: {@code states} for Step Functions, {@code
 *     monitoring} for CloudWatch
 */
public record CredentialScope(String accessKeyId, String region, String service) {

  private static final String AUTHORIZATION = "Authorization";
  private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^,\\s]+)");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC);

  /**
   * Reads the Authorization header, or the query of a presigned URL; null when there is neither.
   */
  static @Nullable CredentialScope of(AwsRequest request) {
    var authorization = request.headers().first(AUTHORIZATION);
    if (authorization != null) {
      var matcher = CREDENTIAL.matcher(authorization);
      return matcher.find() ? parse(matcher.group(1)) : null;
    }
    if (!request.query().contains("X-Amz-Credential")) {
      return null;
    }
    var presigned = request.parameters().get("X-Amz-Credential");
    return presigned == null ? null : parse(presigned);
  }

  /**
   * The request as if the account itself had signed it, which is how the emulator knows accounts.
   */
  static AwsRequest inAccount(AwsRequest request, String account) {
    var scope = of(request);
    if (scope == null || scope.accessKeyId().equals(account)) {
      return request;
    }
    var key = scope.accessKeyId();
    var headers = new ArrayList<Headers.Header>();
    for (var header : request.headers().all()) {
      if (header.name().equalsIgnoreCase(AUTHORIZATION)) {
        var value =
            header.value().replace("Credential=" + key + "/", "Credential=" + account + "/");
        headers.add(new Headers.Header(header.name(), value));
      } else if (!header.name().equalsIgnoreCase("X-Amz-Security-Token")) {
        headers.add(header);
      }
    }
    return new AwsRequest(
        request.method(),
        request.path(),
        request.query().replace("X-Amz-Credential=" + key, "X-Amz-Credential=" + account),
        new Headers(headers),
        request.body());
  }

  /** The request with a signature that says who calls what, and that nobody verifies. */
  static AwsRequest sign(AwsRequest request, Caller caller, String service, Instant time) {
    var key = caller.accessKeyId() == null ? caller.accountId() : caller.accessKeyId();
    var headers = new ArrayList<>(request.headers().endToEnd(AUTHORIZATION).all());
    headers.add(
        new Headers.Header(
            AUTHORIZATION,
            "AWS4-HMAC-SHA256 Credential=%s/%s/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                .formatted(key, DAY.format(time), caller.region(), service)));
    return new AwsRequest(
        request.method(), request.path(), request.query(), new Headers(headers), request.body());
  }

  /** Parses {@code KEY/20261124/eu-west-1/lambda/aws4_request}; null when it is something else. */
  private static @Nullable CredentialScope parse(String credential) {
    var parts = List.of(credential.split("/"));
    return parts.size() == 5 ? new CredentialScope(parts.get(0), parts.get(2), parts.get(3)) : null;
  }
}
