package dev.aileron.sandbox.lambda.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.lambda.wire.Member.Location;
import dev.aileron.sandbox.lambda.wire.Member.Type;
import dev.aileron.sandbox.lambda.wire.Shapes.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers an operation's members from path, query, headers and body into one object. */
final class Decoder {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Shape shape;
  private final AwsRequest request;

  Decoder(Shape shape, AwsRequest request) {
    this.shape = shape;
    this.request = request;
  }

  Input decode() {
    var members = shape.hasBody() ? body() : NODES.objectNode();
    byte[] payload = shape.hasBody() ? new byte[0] : bytes();
    for (var member : shape.members().values()) {
      var values = values(member);
      if (!values.isEmpty()) {
        members.set(member.name(), node(member, values));
      }
    }
    return new Input(members, payload);
  }

  private List<String> values(Member member) {
    return switch (member.location()) {
      case URI -> label(member);
      case QUERYSTRING -> query(member.wire());
      case HEADER -> header(member.wire());
      case BODY, PAYLOAD, NESTED -> List.of();
    };
  }

  private static JsonNode node(Member member, List<String> values) {
    if (member.type() == Type.LIST) {
      var list = NODES.arrayNode();
      values.forEach(list::add);
      return list;
    }
    var value = values.getFirst();
    if (member.type() == Type.BOOLEAN) {
      return NODES.booleanNode(Boolean.parseBoolean(value));
    }
    if (member.type().isNumber()) {
      try {
        return NODES.numberNode(Long.parseLong(value));
      } catch (NumberFormatException e) {
        throw serialization("%s is no number: %s".formatted(member.wire(), value));
      }
    }
    return NODES.textNode(value);
  }

  private List<String> label(Member member) {
    var segments = request.path().split("/", -1);
    int index = shape.path().indexOf("{" + member.wire() + "}");
    return index < 0 || index >= segments.length
        ? List.of()
        : List.of(decoded(segments[index], false));
  }

  private List<String> query(String name) {
    var values = new ArrayList<String>();
    for (var pair : request.query().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && decoded(pair.substring(0, equals), true).equals(name)) {
        values.add(decoded(pair.substring(equals + 1), true));
      }
    }
    return values;
  }

  private List<String> header(String name) {
    var value = request.headers().first(name);
    return value == null ? List.of() : List.of(value);
  }

  private static String decoded(String text, boolean plusIsSpace) {
    try {
      return URLDecoder.decode(
          plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException stray) {
      return text;
    }
  }

  private ObjectNode body() {
    var bytes = bytes();
    if (bytes.length == 0) {
      return NODES.objectNode();
    }
    try {
      if (JSON.readTree(bytes) instanceof ObjectNode object) {
        return known(object);
      }
    } catch (JsonProcessingException malformed) {
      throw serialization(malformed.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw serialization("The body is no JSON object.");
  }

  /** Members that the operation has; what else there is means nothing to the service. */
  private ObjectNode known(ObjectNode object) {
    var members = NODES.objectNode();
    for (var member : shape.members().values()) {
      var value = member.location() == Location.BODY ? object.get(member.wire()) : null;
      if (value != null && !value.isNull()) {
        members.set(member.name(), typed(member, value));
      }
    }
    return members;
  }

  private static JsonNode typed(Member member, JsonNode value) {
    boolean fits =
        switch (member.type()) {
          case STRING, BLOB -> value.isTextual();
          case INTEGER, LONG, DOUBLE, FLOAT -> value.isNumber();
          case BOOLEAN -> value.isBoolean();
          case STRUCTURE, MAP -> value.isObject();
          case LIST -> value.isArray();
          case TIMESTAMP -> value.isNumber() || value.isTextual();
        };
    if (!fits) {
      throw serialization("%s cannot be read as %s".formatted(member.wire(), member.type().name()));
    }
    return value;
  }

  private byte[] bytes() {
    try (var in = request.body().stream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AwsError serialization(@Nullable String why) {
    return new AwsError(400, "SerializationException", String.valueOf(why));
  }
}
