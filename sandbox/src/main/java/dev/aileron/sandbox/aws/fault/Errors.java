package dev.aileron.sandbox.aws.fault;

import dev.aileron.sandbox.aws.model.AwsError;

/** What services say when something breaks inside of them. */
final class Errors {

  private static final int INTERNAL = 500;
  private static final int BAD_GATEWAY = 502;
  private static final int UNAVAILABLE = 503;

  private Errors() {}

  /** The error, with the service's own code and words where the script names none. */
  static AwsError of(String service, Fault.Error error) {
    var code = error.code() == null ? code(service, error.status()) : error.code();
    var message = error.message() == null ? message(error.status()) : error.message();
    return new AwsError(error.status(), code, message);
  }

  private static String code(String service, int status) {
    return switch (status) {
      case INTERNAL ->
          switch (service) {
            case "lambda" -> "ServiceException";
            case "s3" -> "InternalError";
            case "iam", "sts" -> "ServiceFailure";
            case "monitoring" -> "InternalServiceError";
            case "sns", "sqs" -> "InternalFailure";
            default -> "InternalServerError";
          };
      case BAD_GATEWAY -> service.equals("lambda") ? "ResourceNotReadyException" : "BadGateway";
      case UNAVAILABLE ->
          service.equals("lambda") ? "ServiceUnavailableException" : "ServiceUnavailable";
      default -> "InjectedFault";
    };
  }

  private static String message(int status) {
    return switch (status) {
      case INTERNAL -> "The service encountered an internal error. Please retry your request.";
      case BAD_GATEWAY -> "Bad gateway";
      case UNAVAILABLE -> "Service is temporarily unavailable. Please retry your request.";
      default -> "A fault of the sandbox's script.";
    };
  }
}
