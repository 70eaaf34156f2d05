package dev.aileron.sandbox.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Headers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** JSON as Step Functions speaks it: AWS's JSON 1.0 protocol. */
final class Json {
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final Pattern UNKNOWN_TOKEN = Pattern.compile("^Unrecognized token '(.*?)'");

  /** What an explanation of unreadable text quotes of it at most. */
  private static final int LONGEST_QUOTE = 500;

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Reads a request's body; an empty one is an empty object. */
  static JsonNode body(byte[] bytes) {
    try {
      var body = bytes.length == 0 ? object() : MAPPER.readTree(bytes);
      if (body.isObject()) {
        return body;
      }
    } catch (IOException e) {
      // It is said below.
    }
    throw Errors.of("SerializationException", "The request's body is no JSON object");
  }

  /** Reads text that comes from a person or program; its exception is told by {@link #why}. */
  static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** Reads text that the sandbox or the service itself has checked before. */
  static JsonNode known(String text) {
    try {
      return parse(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This was JSON before: " + text, e);
    }
  }

  /** Why a text is no JSON, in the words of the reader that the service uses. */
  static String why(String text, JsonProcessingException problem) {
    return problem.getOriginalMessage() + "\n at " + where(text, problem);
  }

  /** Where that is. */
  static String where(String text, JsonProcessingException problem) {
    var at = problem.getLocation();
    var token = UNKNOWN_TOKEN.matcher(problem.getOriginalMessage());
    // The service's reader points behind a word that it does not know.
    int behind = token.find() ? token.group(1).length() : 0;
    var quote =
        text.length() <= LONGEST_QUOTE
            ? "\"" + text + "\""
            : "\"%s\"[truncated %d chars]"
                .formatted(text.substring(0, LONGEST_QUOTE), text.length() - LONGEST_QUOTE);
    return "[Source: (String)%s; line: %d, column: %d]"
        .formatted(
            quote, at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr() + behind);
  }

  static void time(ObjectNode answer, String field, long millis) {
    // Plainly written seconds with milliseconds, as the service does.
    answer.set(field, DecimalNode.valueOf(BigDecimal.valueOf(millis, 3)));
  }

  static void put(ObjectNode answer, String field, @Nullable String value) {
    if (value != null) {
      answer.put(field, value);
    }
  }

  static @Nullable String text(JsonNode body, String field) {
    var value = body.get(field);
    return value == null || value.isNull() ? null : value.asText();
  }

  /** A field that the parameters' check has found to be there. */
  static String required(JsonNode body, String field) {
    var value = text(body, field);
    if (value == null) {
      throw new IllegalStateException(field + " is checked before");
    }
    return value;
  }

  /** Whether a field has a value; an explicit null is none. */
  static boolean has(JsonNode body, String field) {
    return body.hasNonNull(field);
  }

  static AwsResponse answer(ObjectNode body) {
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    var headers =
        List.of(
            new Headers.Header("x-amzn-RequestId", UUID.randomUUID().toString()),
            new Headers.Header("Content-Type", "application/x-amz-json-1.0"),
            new Headers.Header("Content-Length", String.valueOf(bytes.length)));
    return new AwsResponse(200, new Headers(headers), null, new ByteArrayInputStream(bytes));
  }
}
