package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.RequestBody;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends requests to the sandbox's endpoint in AWS's protocols. */
final class Wire {
  static final JsonMapper MAPPER = new JsonMapper();

  private final Endpoint endpoint;

  Wire(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * An answer, read to its end.
   *
   * @param code the error's code; null of an answer without an error
   */
  record Reply(int status, Headers headers, byte[] body, @Nullable String code) {

    boolean failed() {
      return status >= 300;
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return MAPPER.readTree(body);
      } catch (IOException e) {
        return MissingNode.getInstance();
      }
    }

    String requestId() {
      var id = headers.first("x-amzn-RequestId");
      if (id == null) {
        id = headers.first("x-amz-request-id");
      }
      return id == null ? UUID.randomUUID().toString() : id;
    }

    String message() {
      var json = json();
      for (var name : List.of("message", "Message", "errorMessage")) {
        if (json.path(name).isTextual()) {
          return json.path(name).textValue();
        }
      }
      var message = Xml.first(text(), "Message");
      return message == null ? text() : message;
    }

    /** SdkHttpMetadata and SdkResponseMetadata, as version 1 of AWS's SDK makes them. */
    void metadata(ObjectNode output) {
      var all = JsonNodeFactory.instance.objectNode();
      var single = JsonNodeFactory.instance.objectNode();
      for (var header : headers.all()) {
        all.withArray("/" + header.name().replace("~", "~0").replace("/", "~1"))
            .add(header.value());
        single.put(header.name(), header.value());
      }
      var http = output.putObject("SdkHttpMetadata");
      http.set("AllHttpHeaders", all);
      http.set("HttpHeaders", single);
      http.put("HttpStatusCode", status);
      output.putObject("SdkResponseMetadata").put("RequestId", requestId());
    }
  }

  /** A request of a JSON protocol. */
  Reply json(Caller caller, String service, String version, String target, JsonNode body)
      throws InterruptedException {
    return send(
        caller,
        service,
        "POST",
        "/",
        "",
        Map.of("X-Amz-Target", target, "Content-Type", "application/x-amz-json-" + version),
        body.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** A request of the query protocol. */
  Reply query(Caller caller, String service, Map<String, String> form) throws InterruptedException {
    var pairs = new ArrayList<String>();
    form.forEach((name, value) -> pairs.add(encode(name) + "=" + encode(value)));
    return send(
        caller,
        service,
        "POST",
        "/",
        "",
        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
        String.join("&", pairs).getBytes(StandardCharsets.UTF_8));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Reply send(
      Caller caller,
      String service,
      String method,
      String path,
      String query,
      Map<String, String> headers,
      byte[] body)
      throws InterruptedException {
    var lines = new ArrayList<Headers.Header>();
    headers.forEach((name, value) -> lines.add(new Headers.Header(name, value)));
    lines.add(new Headers.Header("Content-Length", String.valueOf(body.length)));
    var request = new AwsRequest(method, path, query, new Headers(lines), RequestBody.of(body));
    var answer = endpoint.send(caller, service, request);
    try (var in = answer.body()) {
      var bytes = in.readAllBytes();
      return new Reply(answer.status(), answer.headers(), bytes, code(answer, bytes));
    } catch (IOException e) {
      return new Reply(
          500, answer.headers(), e.toString().getBytes(StandardCharsets.UTF_8), "BrokenAnswer");
    }
  }

  private static @Nullable String code(AwsResponse answer, byte[] body) {
    if (answer.status() < 300) {
      return null;
    }
    var code = answer.error();
    if (code == null) {
      code = Xml.first(new String(body, StandardCharsets.UTF_8), "Code");
    }
    if (code == null) {
      try {
        code = MAPPER.readTree(body).path("__type").asText("UnknownError");
      } catch (IOException e) {
        code = "UnknownError";
      }
    }
    return code.substring(code.lastIndexOf('#') + 1);
  }
}
