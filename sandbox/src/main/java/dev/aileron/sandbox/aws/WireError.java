package dev.aileron.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.aileron.sandbox.aws.model.AwsError;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes an error as the service of a request words it on the wire. */
public final class WireError {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CBORMapper CBOR = new CBORMapper();
  private static final String RETRY_AFTER = "retryAfterSeconds";
  private static final int SERVER_ERROR = 500;

  /**
   * Lambda's errors whose message is called {@code Message}; all others call it {@code message}.
   * From the service's model of November 2026; the recordings agree.
   */
  private static final Set<String> CAPITAL_MESSAGE =
      Set.of(
          "AccessDeniedException",
          "CallbackTimeoutException",
          "CodeSigningConfigNotFoundException",
          "CodeVerificationFailedException",
          "DurableExecutionAlreadyStartedException",
          "EC2AccessDeniedException",
          "EC2ThrottledException",
          "EC2UnexpectedException",
          "EFSIOException",
          "EFSMountConnectivityException",
          "EFSMountFailureException",
          "EFSMountTimeoutException",
          "ENILimitReachedException",
          "ENINotReadyException",
          "InvalidCodeSignatureException",
          "InvalidRuntimeException",
          "InvalidSecurityGroupIDException",
          "InvalidSubnetIDException",
          "InvalidZipFileException",
          "KMSAccessDeniedException",
          "KMSDisabledException",
          "KMSInvalidStateException",
          "KMSNotFoundException",
          "NoPublishedVersionException",
          "PublicPolicyException",
          "RecursiveInvocationException",
          "ResourceInUseException",
          "ResourceNotFoundException",
          "ServiceException",
          "ServiceQuotaExceededException",
          "SnapStartException",
          "SnapStartNotReadyException",
          "SnapStartRegenerationFailureException",
          "SnapStartTimeoutException",
          "SubnetIPAddressLimitReachedException");

  /** Errors that come from before Lambda, and do not say whose fault they are. */
  private static final Set<String> WITHOUT_TYPE =
      Set.of(
          "AccessDeniedException",
          "ExpiredTokenException",
          "InvalidSignatureException",
          "NotImplemented",
          "UnrecognizedClientException",
          "ValidationException");

  /** CloudWatch's codes that are not the names of their shapes, which is what JSON and CBOR say. */
  private static final Map<String, String> CLOUDWATCH_SHAPES =
      Map.of(
          "ValidationError", "ValidationException",
          "InvalidParameterValue", "InvalidParameterValueException",
          "InvalidParameterCombination", "InvalidParameterCombinationException",
          "MissingParameter", "MissingRequiredParameterException",
          "LimitExceeded", "LimitExceededFault",
          "InvalidFormat", "InvalidFormatFault",
          "InternalServiceError", "InternalServiceFault");

  private static final Map<String, String> NAMESPACES =
      Map.of(
          "iam", "https://iam.amazonaws.com/doc/2010-05-08/",
          "sts", "https://sts.amazonaws.com/doc/2011-06-15/",
          "monitoring", "http://monitoring.amazonaws.com/doc/2010-08-01/",
          "sns", "http://sns.amazonaws.com/doc/2010-03-31/",
          "sqs", "http://queue.amazonaws.com/doc/2012-11-05/");

  private final AwsRequest request;
  private final Operation operation;

  private WireError(AwsRequest request, Operation operation) {
    this.request = request;
    this.operation = operation;
  }

  /** For the answer to this request. */
  public static WireError of(AwsRequest request, Operation operation) {
    return new WireError(request, operation);
  }

  /** The answer that the SDKs turn into the exception of that code. */
  public AwsResponse write(AwsError error) {
    var answer =
        switch (Protocol.of(request, operation)) {
          case REST_JSON -> restJson(error);
          case JSON -> json(error);
          case CBOR -> cbor(error);
          case QUERY -> query(error);
          case S3 -> s3(error);
        };
    return answer.withError(error.code());
  }

  private AwsResponse restJson(AwsError error) {
    boolean lambda = operation.service().equals("lambda");
    var body = new LinkedHashMap<String, Object>();
    var fields = new LinkedHashMap<>(error.fields());
    var retryAfter = fields.remove(RETRY_AFTER);
    body.putAll(fields);
    if (lambda && !WITHOUT_TYPE.contains(error.code())) {
      body.putIfAbsent("Type", error.status() < SERVER_ERROR ? "User" : "Service");
    }
    // Some of Lambda's recorded errors name no type: a model says so with an empty one.
    body.remove("Type", "");
    boolean capital = lambda && CAPITAL_MESSAGE.contains(error.code());
    body.put(capital ? "Message" : "message", error.message());
    var more = new ArrayList<>(List.of("x-amzn-ErrorType", error.code()));
    if (retryAfter != null) {
      more.addAll(List.of("Retry-After", String.valueOf(retryAfter)));
    }
    return answer(error, "application/json", bytes(JSON, body), more);
  }

  private AwsResponse json(AwsError error) {
    var type = request.headers().first("Content-Type");
    return answer(
        error,
        type == null ? "application/x-amz-json-1.0" : type,
        bytes(JSON, typed(error)),
        queryCode(error));
  }

  private AwsResponse cbor(AwsError error) {
    var more = new ArrayList<>(List.of("smithy-protocol", "rpc-v2-cbor"));
    more.addAll(queryCode(error));
    return answer(error, "application/cbor", bytes(CBOR, typed(error)), more);
  }

  private Map<String, Object> typed(AwsError error) {
    var body = new LinkedHashMap<String, Object>();
    body.put("__type", shape(error));
    body.put("message", error.message());
    body.putAll(error.fields());
    return body;
  }

  private String shape(AwsError error) {
    return operation.service().equals("monitoring")
        ? CLOUDWATCH_SHAPES.getOrDefault(error.code(), error.code())
        : error.code();
  }

  /** Services that once spoke the query protocol keep its codes in a header. */
  private List<String> queryCode(AwsError error) {
    return Set.of("monitoring", "sqs").contains(operation.service())
        ? List.of("x-amzn-query-error", error.code() + ";" + sender(error))
        : List.of();
  }

  private AwsResponse query(AwsError error) {
    var namespace = NAMESPACES.get(operation.service());
    var text =
        "<ErrorResponse%s><Error><Type>%s</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"
            .formatted(
                namespace == null ? "" : " xmlns=\"" + namespace + "\"",
                sender(error),
                Xml.escape(error.code()),
                Xml.escape(error.message()),
                UUID.randomUUID());
    return answer(error, "text/xml", text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private AwsResponse s3(AwsError error) {
    var text =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>"
            .formatted(Xml.escape(error.code()), Xml.escape(error.message()), UUID.randomUUID());
    return answer(error, "application/xml", text.getBytes(StandardCharsets.UTF_8), List.of());
  }

  private static String sender(AwsError error) {
    return error.status() < SERVER_ERROR ? "Sender" : "Receiver";
  }

  private AwsResponse answer(AwsError error, String type, byte[] body, List<String> more) {
    var headers = new ArrayList<>(more);
    headers.addAll(List.of("x-amzn-RequestId", UUID.randomUUID().toString()));
    var whole = AwsResponse.of(error.status(), type, body, headers.toArray(String[]::new));
    // The answer to HEAD has no body, whatever happened.
    return request.method().equals("HEAD")
        ? new AwsResponse(
            whole.status(),
            whole.headers().endToEnd("Content-Length"),
            whole.error(),
            new ByteArrayInputStream(new byte[0]))
        : whole;
  }

  private static byte[] bytes(ObjectMapper mapper, Map<String, Object> body) {
    try {
      return mapper.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An error with fields that are no JSON: " + body, e);
    }
  }
}
