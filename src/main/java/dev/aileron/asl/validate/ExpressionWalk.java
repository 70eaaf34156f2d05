package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.Expression.IntrinsicText;
import dev.aileron.asl.validate.Expression.JsonataText;
import dev.aileron.asl.validate.Expression.PathText;
import dev.aileron.asl.validate.Subject.Template;
import dev.aileron.asl.validate.Subject.Use;
import dev.aileron.asl.validate.Subject.Value;
import java.util.function.Consumer;

/**
 * Hands out the expressions in values. A text with a placeholder in it is none that could be read.
 */
final class ExpressionWalk {
  private final Consumer<Subject> visitor;

  ExpressionWalk(Consumer<Subject> visitor) {
    this.visitor = visitor;
  }

  void of(Value value, Use use) {
    switch (value.field().kind()) {
      case PATH_OR_NULL, REFERENCE_PATH, RESULT_PATH -> path(value.pointer(), value.node(), use);
      case PATH_OR_INTRINSIC -> pathOrIntrinsic(value.pointer(), value.node(), use);
      case TEMPLATE, ITEMS, NAMED_VALUES ->
          template(value.pointer(), value.node(), value.dialect(), use);
      case EXPRESSIBLE_TEXT, TIMESTAMP, INTEGER, NUMBER, CONDITION -> {
        if (value.dialect() == Dialect.JSONATA) {
          jsonata(value.pointer(), value.node(), use);
        }
      }
      case ANY, TEXT, BOOLEAN, OBJECT, ARRAY, FIXED_INTEGER, FIXED_NUMBER -> {}
    }
  }

  void path(Pointer at, JsonNode node, Use use) {
    if (node.isTextual() && !Texts.opaque(node)) {
      visitor.accept(PathText.of(at, node.textValue(), use));
    }
  }

  private void pathOrIntrinsic(Pointer at, JsonNode node, Use use) {
    if (!node.isTextual() || Texts.opaque(node)) {
      return;
    }
    String text = node.textValue();
    visitor.accept(
        text.startsWith("$") ? PathText.of(at, text, use) : IntrinsicText.of(at, text, use));
  }

  private void jsonata(Pointer at, JsonNode node, Use use) {
    if (Texts.isJsonata(node) && !Texts.opaque(node)) {
      visitor.accept(JsonataText.of(at, node.textValue(), use));
    }
  }

  void template(Pointer at, JsonNode node, Dialect dialect, Use use) {
    if (dialect == Dialect.JSONATA) {
      jsonata(at, node, use);
    }
    if (node.isObject()) {
      visitor.accept(new Template(at, node, dialect));
      for (var each : node.properties()) {
        Pointer below = at.field(each.getKey());
        if (dialect == Dialect.JSONPATH && each.getKey().endsWith(".$")) {
          pathOrIntrinsic(below, each.getValue(), use);
        } else {
          template(below, each.getValue(), dialect, use);
        }
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      template(at.element(i), node.get(i), dialect, use);
    }
  }
}
