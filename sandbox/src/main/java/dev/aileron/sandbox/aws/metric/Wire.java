package dev.aileron.sandbox.aws.metric;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.Protocol;
import dev.aileron.sandbox.aws.Xml;
import dev.aileron.sandbox.aws.model.AwsError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * CloudWatch's three protocols: CBOR and JSON, which current clients speak, and the query protocol
 * of older ones.
 */
final class Wire {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CBORMapper CBOR = new CBORMapper();
  private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};
  private static final int EPOCH_TAG = 1;
  private static final double MILLIS = 1000.0;
  private static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/2010-08-01/";

  /** A map whose keys are data, and not names of fields. */
  record Entries(Map<String, Object> entries) {}

  private Wire() {}

  /** The request's fields as maps, lists, texts, numbers and booleans. */
  static Fields read(AwsRequest request, Operation operation) {
    try (var in = body(request)) {
      return new Fields(
          switch (Protocol.of(request, operation)) {
            case CBOR -> tree(CBOR, in);
            case JSON -> tree(JSON, in);
            default -> unflatten(request);
          });
    } catch (IOException e) {
      throw new AwsError(400, "SerializationException", "The body cannot be read.");
    }
  }

  /**
   * An answer.
   *
   * @param fields null for an operation that answers nothing
   */
  static AwsResponse write(
      AwsRequest request, Operation operation, @Nullable Map<String, Object> fields) {
    var id = UUID.randomUUID().toString();
    try {
      return switch (Protocol.of(request, operation)) {
        case CBOR ->
            fields == null
                ? AwsResponse.of(
                    200,
                    "application/cbor",
                    new byte[0],
                    "smithy-protocol",
                    "rpc-v2-cbor",
                    "x-amzn-RequestId",
                    id)
                : AwsResponse.of(
                    200,
                    "application/cbor",
                    cbor(fields),
                    "smithy-protocol",
                    "rpc-v2-cbor",
                    "x-amzn-RequestId",
                    id);
        case JSON ->
            AwsResponse.of(
                200,
                "application/x-amz-json-1.0",
                json(fields == null ? Map.of() : fields),
                "x-amzn-RequestId",
                id);
        default ->
            AwsResponse.of(
                200, "text/xml", xml(operation.name(), fields, id), "x-amzn-RequestId", id);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream body(AwsRequest request) throws IOException {
    var in = request.body().stream();
    // SDKs compress large requests of PutMetricData.
    return "gzip".equals(request.headers().first("Content-Encoding"))
        ? new GZIPInputStream(in)
        : in;
  }

  private static Map<String, Object> tree(ObjectMapper mapper, InputStream in) throws IOException {
    var bytes = in.readAllBytes();
    return bytes.length == 0 ? Map.of() : mapper.readValue(bytes, TREE);
  }

  /** {@code A.member.1.B=c} to {@code {A: [{B: c}]}}. */
  private static Map<String, Object> unflatten(AwsRequest request) {
    var all = new LinkedHashMap<>(request.form());
    request.parameters().forEach(all::putIfAbsent);
    var root = new TreeMap<String, Object>();
    all.forEach((name, value) -> {
      Map<String, Object> at = root;
      var parts = List.of(name.replace(".member.", ".member#").split("\\."));
      for (int i = 0; i < parts.size(); i++) {
        var part = parts.get(i);
        if (i == parts.size() - 1) {
          at.put(part, value);
        } else {
          at = child(at, part);
        }
      }
    });
    return lists(root);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> at, String name) {
    return at.computeIfAbsent(name, absent -> new TreeMap<String, Object>())
            instanceof Map<?, ?> map
        ? (Map<String, Object>) map
        : new TreeMap<>();
  }

  /** Turns maps of {@code member#1} and so on into lists. */
  private static Map<String, Object> lists(Map<?, ?> map) {
    var plain = new LinkedHashMap<String, Object>();
    map.forEach((name, value) -> plain.put(String.valueOf(name), value(value)));
    return plain;
  }

  private static Object value(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    if (!String.valueOf(map.keySet().iterator().next()).startsWith("member#")) {
      return lists(map);
    }
    var byNumber = new TreeMap<Integer, Object>();
    map.forEach((name, entry) ->
        byNumber.put(
            Integer.parseInt(String.valueOf(name).substring("member#".length())), value(entry)));
    return List.copyOf(byNumber.values());
  }

  private static byte[] cbor(Map<String, Object> fields) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var generator = CBOR.getFactory().createGenerator(out)) {
      write(fields, generator);
    }
    return out.toByteArray();
  }

  private static byte[] json(Map<String, Object> fields) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var generator = JSON.getFactory().createGenerator(out)) {
      write(fields, generator);
    }
    return out.toByteArray();
  }

  private static void write(@Nullable Object value, JsonGenerator out) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case Entries map -> write(map.entries(), out);
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (var entry : map.entrySet()) {
          out.writeFieldName(String.valueOf(entry.getKey()));
          write(entry.getValue(), out);
        }
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        for (var entry : list) {
          write(entry, out);
        }
        out.writeEndArray();
      }
      case Instant time -> {
        if (out instanceof CBORGenerator cbor) {
          cbor.writeTag(EPOCH_TAG);
        }
        out.writeNumber(time.toEpochMilli() / MILLIS);
      }
      case Boolean flag -> out.writeBoolean(flag);
      case Integer number -> out.writeNumber(number);
      case Double number -> out.writeNumber(number);
      default -> out.writeString(String.valueOf(value));
    }
  }

  private static byte[] xml(String operation, @Nullable Map<String, Object> fields, String id) {
    var out = new StringBuilder();
    out.append('<').append(operation).append("Response xmlns=\"").append(NAMESPACE).append("\">");
    if (fields != null) {
      xml(operation + "Result", fields, out);
    }
    out.append("<ResponseMetadata><RequestId>")
        .append(id)
        .append("</RequestId></ResponseMetadata></");
    out.append(operation).append("Response>");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void xml(String name, @Nullable Object value, StringBuilder out) {
    out.append('<').append(name).append('>');
    switch (value) {
      case null -> {
        // An empty element.
      }
      case Entries map ->
          map.entries()
              .forEach((key, entry) -> {
                out.append("<entry>");
                xml("key", key, out);
                xml("value", entry, out);
                out.append("</entry>");
              });
      case Map<?, ?> map -> map.forEach((key, entry) -> xml(String.valueOf(key), entry, out));
      case List<?> list -> list.forEach(entry -> xml("member", entry, out));
      default -> out.append(Xml.escape(String.valueOf(value)));
    }
    out.append("</").append(name).append('>');
  }
}
