package dev.aileron.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Calls Lambda's API without an SDK, whose checks would keep bad requests back, and shows answers
 * in the form in which they were recorded.
 */
final class RawLambda {

  private record Member(String location, String wire, String name) {}

  private record Shape(String method, String path, String payload, List<Member> members) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Shape> SHAPES = load();

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI endpoint;
  private final String account;
  private final String region;

  RawLambda(URI endpoint) {
    this(endpoint, Lambda.ACCOUNT, Lambda.REGION);
  }

  RawLambda(URI endpoint, String account, String region) {
    this.endpoint = endpoint;
    this.account = account;
    this.region = region;
  }

  /** Calls an operation with input as JSON text with single quotes. */
  JsonNode call(String operation, String input) throws IOException, InterruptedException {
    return call(operation, (ObjectNode) JSON.readTree(input.replace('\'', '"')));
  }

  JsonNode call(String operation, ObjectNode input) throws IOException, InterruptedException {
    var shape = Objects.requireNonNull(SHAPES.get(operation), operation);
    var path = shape.path();
    var query = new ArrayList<String>();
    if (operation.equals("GetLayerVersionByArn")) {
      query.add("find=LayerVersion"); // What tells it from ListLayers.
    }
    var body = Reply.object();
    var request = HttpRequest.newBuilder();
    byte[] payload = new byte[0];
    for (var member : shape.members()) {
      var value = input.get(member.name());
      if (value == null) {
        continue;
      }
      switch (member.location()) {
        case "uri" -> path = path.replace("{" + member.wire() + "}", encoded(value.asText()));
        case "querystring" -> {
          if (value.isArray()) {
            value.forEach(each -> query.add(member.wire() + "=" + encoded(each.asText())));
          } else {
            query.add(member.wire() + "=" + encoded(value.asText()));
          }
        }
        case "header" -> request.header(member.wire(), value.asText());
        case "payload" ->
            payload =
                value.isTextual()
                    ? Base64.getDecoder().decode(value.asText())
                    : Reply.text(value).getBytes(StandardCharsets.UTF_8);
        default -> body.set(member.wire(), value);
      }
    }
    if (shape.payload().isEmpty() && !body.isEmpty()) {
      payload = Reply.text(body).getBytes(StandardCharsets.UTF_8);
    }
    var target = endpoint + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    request
        .uri(URI.create(target))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=%s/20261125/%s/lambda/aws4_request, SignedHeaders=host, Signature=0"
                .formatted(account, region))
        .method(shape.method(), HttpRequest.BodyPublishers.ofByteArray(payload));
    return shown(operation, http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
  }

  private static ObjectNode shown(String operation, HttpResponse<byte[]> response)
      throws IOException {
    var shown = Reply.object();
    var bytes = response.body();
    if (response.statusCode() >= 400) {
      var body = (ObjectNode) JSON.readTree(bytes);
      var code = response.headers().firstValue("x-amzn-ErrorType").orElse("");
      var message = body.path("message").asText(body.path("Message").asText());
      if (!code.equals("ValidationException") && !code.equals("AccessDeniedException")) {
        shown.setAll(body);
      }
      shown.putObject("Error").put("Code", code).put("Message", message);
    } else if (operation.equals("Invoke")) {
      shown.put("StatusCode", response.statusCode());
      response
          .headers()
          .firstValue("X-Amz-Executed-Version")
          .ifPresent(v -> shown.put("ExecutedVersion", v));
      response
          .headers()
          .firstValue("X-Amz-Function-Error")
          .ifPresent(v -> shown.put("FunctionError", v));
      response.headers().firstValue("X-Amz-Log-Result").ifPresent(v -> shown.put("LogResult", v));
      shown.set("Payload", payload(bytes));
    } else if (bytes.length > 0) {
      shown.setAll((ObjectNode) JSON.readTree(bytes));
    }
    if (operation.equals("DeleteFunction") && response.statusCode() == 204) {
      shown.put("StatusCode", 204);
    }
    shown.putObject("ResponseMetadata").put("HTTPStatusCode", response.statusCode());
    return shown;
  }

  private static JsonNode payload(byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return JSON.getNodeFactory().textNode("");
    }
    var json = JSON.readTree(bytes);
    return json.isContainerNode()
        ? json
        : JSON.getNodeFactory().textNode(new String(bytes, StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Map<String, Shape> load() {
    var shapes = new HashMap<String, Shape>();
    try (var in =
            Objects.requireNonNull(
                dev.aileron.sandbox.lambda.wire.Shapes.class.getResourceAsStream(
                    "operations.tsv"));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Shape current = null;
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        var cells = line.split("\t", -1);
        if (line.startsWith("#")) {
          continue;
        }
        if (!line.startsWith("\t")) {
          current = new Shape(cells[1], cells[2], cells[4], new ArrayList<>());
          shapes.put(cells[0], current);
        } else if (!cells[1].isEmpty()) {
          Objects.requireNonNull(current).members().add(new Member(cells[1], cells[2], cells[3]));
        }
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return shapes;
  }
}
