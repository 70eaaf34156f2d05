package dev.aileron.sandbox.lambda.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.lambda.run.Http.Answer;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes the answer of a function URL of what its function answered. */
final class UrlAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private UrlAnswer() {}

  static Answer of(Functions.Invocation invocation) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    var requestId = invocation.headers().get("x-amzn-RequestId");
    if (requestId != null) {
      headers.put("x-amzn-RequestId", requestId);
    }
    if (invocation.functionError() != null) {
      return new Answer(502, headers, "Internal Server Error".getBytes(StandardCharsets.UTF_8));
    }
    JsonNode answer;
    try {
      answer = JSON.readTree(invocation.payload());
    } catch (IOException notJson) {
      return new Answer(200, headers, invocation.payload());
    }
    if (!answer.has("statusCode")) {
      var body = answer.isTextual() ? answer.asText() : Reply.text(answer);
      return new Answer(200, headers, body.getBytes(StandardCharsets.UTF_8));
    }
    answer
        .path("headers")
        .properties()
        .forEach(header -> set(headers, header.getKey(), header.getValue().asText()));
    var body =
        answer.path("body").isTextual()
            ? answer.get("body").asText()
            : answer.path("body").toString();
    return new Answer(
        answer.get("statusCode").asInt(),
        headers,
        answer.path("isBase64Encoded").booleanValue()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8));
  }

  private static void set(Map<String, String> headers, String name, String value) {
    headers.keySet().removeIf(known -> known.equalsIgnoreCase(name));
    headers.put(name, value);
  }
}
