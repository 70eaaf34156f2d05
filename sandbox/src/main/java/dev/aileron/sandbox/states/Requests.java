package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.RequestBody;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests that Step Functions makes for itself. */
final class Requests {
  private final Endpoint endpoint;

  Requests(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Sends a request of a JSON protocol; null when it was refused or has no readable answer. */
  @Nullable JsonNode json(
      Caller caller, String service, String target, String version, ObjectNode body)
      throws InterruptedException {
    var headers =
        List.of(
            new Headers.Header("X-Amz-Target", target),
            new Headers.Header("Content-Type", "application/x-amz-json-" + version));
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    var request = new AwsRequest("POST", "/", "", new Headers(headers), RequestBody.of(bytes));
    var answer = endpoint.send(caller, service, request);
    try (var in = answer.body()) {
      var text = in.readAllBytes();
      return answer.status() == 200 ? Json.MAPPER.readTree(text) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
