package dev.aileron.sandbox.lambda.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Headers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operation answers when it succeeds. */
public final class Reply {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Reply() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * An answer whose body is an object.
   *
   * @param body null for none, as with 204
   */
  public static AwsResponse json(int status, @Nullable JsonNode body, String requestId) {
    if (body == null) {
      return bytes(status, new byte[0], Map.of("x-amzn-RequestId", requestId));
    }
    return bytes(
        status,
        text(body).getBytes(StandardCharsets.UTF_8),
        Map.of("Content-Type", "application/json", "x-amzn-RequestId", requestId));
  }

  public static AwsResponse bytes(int status, byte[] body, Map<String, String> headers) {
    var all = new ArrayList<Headers.Header>();
    headers.forEach((name, value) -> all.add(new Headers.Header(name, value)));
    if (status != 204) {
      all.add(new Headers.Header("Content-Length", String.valueOf(body.length)));
    }
    return new AwsResponse(
        status, new Headers(List.copyOf(all)), null, new ByteArrayInputStream(body));
  }

  public static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree that cannot be written", e);
    }
  }
}
