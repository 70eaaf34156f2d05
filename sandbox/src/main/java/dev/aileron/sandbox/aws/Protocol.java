package dev.aileron.sandbox.aws;

import java.util.Set;

/** The forms in which AWS's services speak HTTP. */
public enum Protocol {
  /** JSON bodies, the operation in method and path: Lambda. */
  REST_JSON,
  /** JSON bodies, the operation in a header: Step Functions, EventBridge, … */
  JSON,
  /** CBOR bodies, the operation in the path: what current SDKs speak with CloudWatch. */
  CBOR,
  /** A form in, XML out: IAM, STS, and CloudWatch for older SDKs. */
  QUERY,
  /** S3's own XML. */
  S3;

  private static final Set<String> REST_SERVICES = Set.of("lambda", "scheduler", "pipes");

  /** The protocol of a request. */
  public static Protocol of(AwsRequest request, Operation operation) {
    if (request.headers().first("X-Amz-Target") != null) {
      return JSON;
    }
    if ("rpc-v2-cbor".equals(request.headers().first("smithy-protocol"))
        || OperationFinder.isRpc(request)) {
      return CBOR;
    }
    if (operation.service().equals("s3")) {
      return S3;
    }
    // By the service first: some clients call an empty body a form.
    if (REST_SERVICES.contains(operation.service())) {
      return REST_JSON;
    }
    var type = request.headers().first("Content-Type");
    boolean form = type != null && type.startsWith("application/x-www-form-urlencoded");
    return form || request.query().contains("Action=") ? QUERY : REST_JSON;
  }
}
