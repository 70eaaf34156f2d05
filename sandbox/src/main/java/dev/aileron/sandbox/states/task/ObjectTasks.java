package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.states.task.Failures.Service;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.w3c.dom.Element;

/** Objects in S3. */
final class ObjectTasks {
  private final Wire wire;

  ObjectTasks(Wire wire) {
    this.wire = wire;
  }

  Outcome call(TaskCall call) throws InterruptedException {
    var arguments = call.arguments();
    return switch (call.action()) {
      case "getObject" -> {
        var reply = get(call.caller(), arguments);
        yield reply.failed()
            ? Failures.sdk(Service.S3, reply)
            : new Outcome.Succeeded(described(reply).put("Body", reply.text()));
      }
      case "headObject" -> answered(object(call.caller(), "HEAD", arguments, new byte[0]));
      case "putObject" ->
          answered(object(call.caller(), "PUT", arguments, body(arguments.path("Body"))));
      case "deleteObject" -> answered(object(call.caller(), "DELETE", arguments, new byte[0]));
      case "listObjectsV2" -> {
        var reply = list(call.caller(), arguments, arguments.path("ContinuationToken").asText());
        yield reply.failed()
            ? Failures.sdk(Service.S3, reply)
            : new Outcome.Succeeded(listed(reply.text()));
      }
      default -> Integrations.notModelled(call);
    };
  }

  private static byte[] body(JsonNode body) {
    var text = body.isTextual() ? body.textValue() : body.isMissingNode() ? "" : body.toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Outcome answered(Wire.Reply reply) {
    return reply.failed()
        ? Failures.sdk(Service.S3, reply)
        : new Outcome.Succeeded(described(reply));
  }

  Wire.Reply get(Caller caller, JsonNode arguments) throws InterruptedException {
    return object(caller, "GET", arguments, new byte[0]);
  }

  /**
   * @param arguments Bucket and Key, and VersionId and ContentType where they are given
   */
  Wire.Reply object(Caller caller, String method, JsonNode arguments, byte[] body)
      throws InterruptedException {
    var headers = new LinkedHashMap<String, String>();
    if (method.equals("PUT")) {
      headers.put("Content-Type", arguments.path("ContentType").asText("application/octet-stream"));
    }
    var version = arguments.path("VersionId");
    return wire.send(
        caller,
        "s3",
        method,
        "/" + path(arguments.path("Bucket").asText()) + "/" + path(arguments.path("Key").asText()),
        version.isTextual() ? "versionId=" + Wire.encode(version.textValue()) : "",
        headers,
        body);
  }

  private static String path(String name) {
    return Wire.encode(name).replace("%2F", "/");
  }

  Wire.Reply list(Caller caller, JsonNode arguments, String token) throws InterruptedException {
    var query = new StringBuilder("list-type=2");
    if (arguments.path("Prefix").isTextual()) {
      query.append("&prefix=").append(Wire.encode(arguments.path("Prefix").textValue()));
    }
    if (!token.isEmpty()) {
      query.append("&continuation-token=").append(Wire.encode(token));
    }
    return wire.send(
        caller,
        "s3",
        "GET",
        "/" + path(arguments.path("Bucket").asText()),
        query.toString(),
        Map.of(),
        new byte[0]);
  }

  /** What the headers tell of an object. */
  private static ObjectNode described(Wire.Reply reply) {
    var output = JsonNodeFactory.instance.objectNode();
    put(output, "AcceptRanges", reply.headers(), "Accept-Ranges");
    var length = reply.headers().first("Content-Length");
    if (length != null && length.matches("\\d+")) {
      output.put("ContentLength", Long.parseLong(length));
    }
    put(output, "ContentType", reply.headers(), "Content-Type");
    put(output, "ETag", reply.headers(), "ETag");
    var modified = reply.headers().first("Last-Modified");
    if (modified != null) {
      output.put("LastModified", iso(modified));
    }
    var metadata = output.putObject("Metadata");
    for (var header : reply.headers().all()) {
      if (header.name().toLowerCase(java.util.Locale.ROOT).startsWith("x-amz-meta-")) {
        metadata.put(header.name().substring("x-amz-meta-".length()), header.value());
      }
    }
    put(output, "ServerSideEncryption", reply.headers(), "x-amz-server-side-encryption");
    put(output, "VersionId", reply.headers(), "x-amz-version-id");
    return output;
  }

  private static void put(ObjectNode output, String field, Headers headers, String name) {
    var value = headers.first(name);
    if (value != null) {
      output.put(field, value);
    }
  }

  private static String iso(String modified) {
    try {
      return ZonedDateTime.parse(modified, DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant()
          .toString();
    } catch (DateTimeException e) {
      return modified;
    }
  }

  static ObjectNode listed(String xml) {
    var output = JsonNodeFactory.instance.objectNode();
    var contents = output.putArray("Contents");
    var root = Xml.read(xml);
    if (root == null) {
      return output;
    }
    for (var element : Xml.children(root)) {
      if (element.getTagName().equals("Contents")) {
        contents.add(entry(element));
      } else if (Xml.children(element).isEmpty()) {
        output.put(element.getTagName(), element.getTextContent());
      }
    }
    return output;
  }

  private static ObjectNode entry(Element contents) {
    var entry = JsonNodeFactory.instance.objectNode();
    for (var field : Xml.children(contents)) {
      switch (field.getTagName()) {
        case "Size" -> entry.put("Size", Long.parseLong(field.getTextContent()));
        case "Key", "ETag", "LastModified", "StorageClass" ->
            entry.put(field.getTagName(), field.getTextContent());
        default -> {}
      }
    }
    return entry;
  }
}
