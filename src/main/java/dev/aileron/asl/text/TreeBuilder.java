package dev.aileron.asl.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.aileron.asl.text.TextProblem.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds one document's tree and layout from a parser's tokens. */
final class TreeBuilder {
  /** Values that YAML aliases may add: a few lines of nested aliases can stand for billions. */
  private static final int MAX_ALIASED = 100_000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  private final List<TextProblem> problems = new ArrayList<>();
  private final Map<String, Read> anchors = new HashMap<>();
  private final int length;
  private int aliased;

  /**
   * @param length of the whole text, in characters
   */
  TreeBuilder(int length) {
    this.length = length;
  }

  /**
   * A value that was read.
   *
   * @param size values in it, itself included
   */
  private record Read(JsonNode node, Layout layout, int size) {}

  Source document(JsonParser parser) throws IOException {
    Read read = value(parser, Pointer.ROOT);
    return new Source(read.node(), read.layout(), problems, length);
  }

  /** What is left of a document whose text broke off. */
  Source cutOff(TextProblem last) {
    problems.add(last);
    return new Source(MissingNode.getInstance(), null, problems, length);
  }

  static Spot spot(JsonLocation location) {
    return new Spot(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private Read value(JsonParser parser, Pointer at) throws IOException {
    Spot spot = spot(parser.currentTokenLocation());
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      return alias(parser, spot);
    }
    // Only YAML has anchors; JSON's parser says that it has none.
    Object anchor = parser.canReadObjectId() ? parser.getObjectId() : null;
    Read read =
        switch (parser.currentToken()) {
          case START_OBJECT -> object(parser, at, spot);
          case START_ARRAY -> array(parser, at, spot);
          default -> new Read(scalar(parser), Layout.scalar(null, spot), 1);
        };
    if (anchor != null) {
      anchors.put(anchor.toString(), read);
    }
    return read;
  }

  private Read alias(JsonParser parser, Spot spot) throws IOException {
    Read target = anchors.get(parser.getText());
    if (target == null) {
      throw new JsonParseException(parser, "the alias *" + parser.getText() + " has no anchor");
    }
    aliased += target.size();
    if (aliased > MAX_ALIASED) {
      throw new JsonParseException(
          parser, "its aliases stand for more than " + MAX_ALIASED + " values");
    }
    Layout layout = new Layout(null, spot, target.layout().fields(), target.layout().elements());
    return new Read(target.node(), layout, target.size());
  }

  private Read object(JsonParser parser, Pointer at, Spot spot) throws IOException {
    ObjectNode node = NODES.objectNode();
    Map<String, Layout> fields = new LinkedHashMap<>();
    int size = 1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Spot key = spot(parser.currentTokenLocation());
      parser.nextToken();
      Read read = value(parser, at.field(name));
      size += read.size();
      Layout before = fields.put(name, read.layout().named(key));
      if (before != null) {
        duplicate(at.field(name), key, before.key());
      }
      node.set(name, read.node());
    }
    return new Read(node, new Layout(null, spot, fields, List.of()), size);
  }

  private void duplicate(Pointer field, Spot again, @Nullable Spot first) {
    int line = first == null ? 1 : first.line();
    problems.add(
        new TextProblem(
            Kind.DUPLICATE_KEY,
            field,
            again,
            "the field %s stands here for the second time, first in line %d; keep one of them"
                .formatted(field.last(), line)));
  }

  private Read array(JsonParser parser, Pointer at, Spot spot) throws IOException {
    ArrayNode node = NODES.arrayNode();
    List<Layout> elements = new ArrayList<>();
    int size = 1;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Read read = value(parser, at.element(elements.size()));
      size += read.size();
      node.add(read.node());
      elements.add(read.layout());
    }
    return new Read(node, new Layout(null, spot, Map.of(), elements), size);
  }

  private static JsonNode scalar(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
      default -> NODES.textNode(parser.getText());
    };
  }

  private static JsonNode integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      default -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }
}
