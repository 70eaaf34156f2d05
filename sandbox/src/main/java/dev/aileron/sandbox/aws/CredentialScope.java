package dev.aileron.sandbox.aws;

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

  private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^,\\s]+)");

  /**
   * Reads the Authorization header, or the query of a presigned URL; null when there is neither.
   */
  static @Nullable CredentialScope of(AwsRequest request) {
    var authorization = request.headers().first("Authorization");
    if (authorization != null) {
      var matcher = CREDENTIAL.matcher(authorization);
      return matcher.find() ? parse(matcher.group(1)) : null;
    }
    var presigned = request.parameters().get("X-Amz-Credential");
    return presigned == null ? null : parse(presigned);
  }

  /** Parses {@code KEY/20261124/eu-west-1/lambda/aws4_request}; null when it is something else. */
  private static @Nullable CredentialScope parse(String credential) {
    var parts = List.of(credential.split("/"));
    return parts.size() == 5 ? new CredentialScope(parts.get(0), parts.get(2), parts.get(3)) : null;
  }
}
