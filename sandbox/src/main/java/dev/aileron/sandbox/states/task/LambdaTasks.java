package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Functions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lambda functions: by their ARN, by lambda:invoke, and by aws-sdk:lambda:invoke. */
final class LambdaTasks {
  private final Functions functions;

  LambdaTasks(Functions functions) {
    this.functions = functions;
  }

  /** A task whose Resource is the function: it gives what the function gives. */
  Outcome direct(TaskCall call) throws InterruptedException {
    try {
      var invocation =
          functions.invoke(
              call.caller(), call.resource().arn(), null, bytes(call.arguments()), null);
      return invocation.functionError() == null
          ? new Outcome.Succeeded(payload(invocation))
          : failure(invocation);
    } catch (AwsError refused) {
      return refused(refused);
    }
  }

  /** lambda:invoke: it gives what the API answers, the payload read. */
  Outcome invoke(TaskCall call) throws InterruptedException {
    var arguments = call.arguments();
    try {
      if (arguments.path("InvocationType").asText().equals("Event")) {
        return new Outcome.Succeeded(handedOver(call));
      }
      var invocation = invoked(call);
      if (invocation.functionError() != null) {
        return failure(invocation);
      }
      var output = JsonNodeFactory.instance.objectNode();
      output.put("ExecutedVersion", invocation.executedVersion());
      output.set("Payload", payload(invocation));
      reply(invocation).metadata(output);
      output.put("StatusCode", invocation.status());
      return new Outcome.Succeeded(output);
    } catch (AwsError refused) {
      return refused(refused);
    }
  }

  /** aws-sdk:lambda:invoke: it gives what the API answers, and an error of the function is none. */
  Outcome sdk(TaskCall call) throws InterruptedException {
    try {
      var invocation = invoked(call);
      var output = JsonNodeFactory.instance.objectNode();
      output.put("ExecutedVersion", invocation.executedVersion());
      if (invocation.functionError() != null) {
        output.put("FunctionError", invocation.functionError());
      }
      output.put("Payload", new String(invocation.payload(), StandardCharsets.UTF_8));
      output.put("StatusCode", invocation.status());
      return new Outcome.Succeeded(output);
    } catch (AwsError refused) {
      return Failures.sdk(
          Failures.Service.LAMBDA,
          refused.status(),
          refused.code(),
          refused.message(),
          UUID.randomUUID().toString());
    }
  }

  private Functions.Invocation invoked(TaskCall call) throws InterruptedException {
    var arguments = call.arguments();
    return functions.invoke(
        call.caller(),
        arguments.path("FunctionName").asText(),
        text(arguments, "Qualifier"),
        bytes(given(arguments)),
        text(arguments, "ClientContext"));
  }

  private ObjectNode handedOver(TaskCall call) {
    var arguments = call.arguments();
    var id =
        functions.invokeAsync(
            call.caller(),
            arguments.path("FunctionName").asText(),
            text(arguments, "Qualifier"),
            bytes(given(arguments)));
    var output = JsonNodeFactory.instance.objectNode();
    output.put("Payload", "");
    var headers = new ArrayList<Headers.Header>();
    headers.add(new Headers.Header("x-amzn-RequestId", id));
    new Wire.Reply(202, new Headers(headers), new byte[0], null).metadata(output);
    output.put("StatusCode", 202);
    return output;
  }

  private static JsonNode given(JsonNode arguments) {
    return arguments.has("Payload")
        ? arguments.path("Payload")
        : JsonNodeFactory.instance.objectNode();
  }

  private static @Nullable String text(JsonNode arguments, String field) {
    return arguments.hasNonNull(field) ? arguments.path(field).asText() : null;
  }

  private static byte[] bytes(JsonNode payload) {
    return payload.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode payload(Functions.Invocation invocation) {
    var text = new String(invocation.payload(), StandardCharsets.UTF_8);
    try {
      var read = Wire.MAPPER.readTree(text);
      return read.isMissingNode() ? TextNode.valueOf(text) : read;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  /** The answer over HTTP that the invocation would have had. */
  private static Wire.Reply reply(Functions.Invocation invocation) {
    var headers = new ArrayList<Headers.Header>();
    headers.add(new Headers.Header("X-Amz-Executed-Version", invocation.executedVersion()));
    headers.add(new Headers.Header("x-amzn-Remapped-Content-Length", "0"));
    headers.add(new Headers.Header("Connection", "keep-alive"));
    headers.add(new Headers.Header("Content-Length", String.valueOf(invocation.payload().length)));
    headers.add(new Headers.Header("Content-Type", "application/json"));
    var made = new Headers(headers);
    invocation
        .headers()
        .forEach((name, value) -> {
          if (made.first(name) == null) {
            headers.add(new Headers.Header(name, value));
          }
        });
    if (new Headers(headers).first("x-amzn-RequestId") == null) {
      headers.add(new Headers.Header("x-amzn-RequestId", UUID.randomUUID().toString()));
    }
    return new Wire.Reply(invocation.status(), new Headers(headers), invocation.payload(), null);
  }

  /** The function has failed: its error's type is the name to catch. */
  private static Outcome failure(Functions.Invocation invocation) {
    var payload = payload(invocation);
    if (payload.path("errorType").isTextual()) {
      return new Outcome.Failed(payload.path("errorType").asText(), payload.toString());
    }
    return new Outcome.Failed(
        "Lambda.Unknown",
        "The cause could not be determined because Lambda did not return an error type."
            + " Returned payload: "
            + payload);
  }

  private static Outcome refused(AwsError refused) {
    return Failures.optimized(
        Failures.Service.LAMBDA,
        refused.status(),
        refused.code(),
        refused.message(),
        UUID.randomUUID().toString());
  }
}
