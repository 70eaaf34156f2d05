package dev.aileron.sandbox.lambda.calls;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Calls of other AWS services through the sandbox's endpoint. */
public final class Services {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Endpoint endpoint;

  public Services(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * What came back.
   *
   * @param error the service's code; null when it went well
   * @param body JSON, or missing when it is something else
   */
  public record Result(int status, @Nullable String error, byte[] bytes, JsonNode body) {

    public boolean ok() {
      return status < 300;
    }

    public String message() {
      var text = body.path("message").asText(body.path("Message").asText(""));
      return text.isEmpty() ? tag(new String(bytes, StandardCharsets.UTF_8), "Message") : text;
    }

    /** The text of an XML element; empty when there is none. */
    public String tag(String name) {
      return tag(new String(bytes, StandardCharsets.UTF_8), name);
    }

    private static String tag(String xml, String name) {
      var matcher =
          Pattern.compile("<" + name + ">(.*?)</" + name + ">", Pattern.DOTALL).matcher(xml);
      return matcher.find() ? matcher.group(1).strip() : "";
    }
  }

  /**
   * Calls a service of one of the JSON protocols.
   *
   * @param service the name it signs under
   * @param target prefix and operation, such as {@code AmazonSQS.ReceiveMessage}
   * @param version of the protocol, {@code 1.0} or {@code 1.1}
   */
  public Result json(Caller caller, String service, String target, String version, JsonNode input)
      throws InterruptedException {
    var headers =
        List.of(
            new Headers.Header("Content-Type", "application/x-amz-json-" + version),
            new Headers.Header("X-Amz-Target", target));
    return send(caller, service, "POST", "/", "", headers, input.toString());
  }

  /** Calls a service of the query protocol. */
  public Result query(
      Caller caller, String service, String action, String version, Map<String, String> parameters)
      throws InterruptedException {
    var form = new ArrayList<String>(List.of("Action=" + action, "Version=" + version));
    parameters.forEach(
        (name, value) -> form.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    var headers = List.of(new Headers.Header("Content-Type", "application/x-www-form-urlencoded"));
    return send(caller, service, "POST", "/", "", headers, String.join("&", form));
  }

  /**
   * Reads an object of S3.
   *
   * @param version null for the newest
   */
  public Result getObject(Caller caller, String bucket, String key, @Nullable String version)
      throws InterruptedException {
    var query =
        version == null ? "" : "versionId=" + URLEncoder.encode(version, StandardCharsets.UTF_8);
    return send(caller, "s3", "GET", "/" + bucket + "/" + path(key), query, List.of(), "");
  }

  public Result putObject(Caller caller, String bucket, String key, String body)
      throws InterruptedException {
    var headers = List.of(new Headers.Header("Content-Type", "application/json"));
    return send(caller, "s3", "PUT", "/" + bucket + "/" + path(key), "", headers, body);
  }

  private Result send(
      Caller caller,
      String service,
      String method,
      String path,
      String query,
      List<Headers.Header> headers,
      String body)
      throws InterruptedException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var request = new AwsRequest(method, path, query, new Headers(headers), RequestBody.of(bytes));
    var response = endpoint.send(caller, service, request);
    var answer = read(response);
    return new Result(response.status(), response.error(), answer, parse(response, answer));
  }

  private static byte[] read(AwsResponse response) {
    try (var in = response.body()) {
      return in.readAllBytes();
    } catch (IOException brokenOff) {
      return new byte[0];
    }
  }

  private static JsonNode parse(AwsResponse response, byte[] answer) {
    var type = response.headers().first("Content-Type");
    if (answer.length == 0 || type == null || !type.contains("json")) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(answer);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  private static String path(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }
}
