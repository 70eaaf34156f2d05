package dev.aileron.asl.validate;

import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.intrinsic.Intrinsic;
import dev.aileron.asl.expression.jsonata.Jsonata;
import dev.aileron.asl.expression.jsonpath.JsonPath;
import dev.aileron.asl.text.Pointer;
import java.util.Optional;

/** A text that Step Functions evaluates. It is parsed once, for all rules. */
sealed interface Expression extends Subject {
  Pointer pointer();

  String text();

  Use use();

  /** A Path. */
  record PathText(Pointer pointer, String text, Use use, Parsed<JsonPath> parsed)
      implements Expression {
    static PathText of(Pointer pointer, String text, Use use) {
      return new PathText(pointer, text, use, JsonPath.parse(text.strip()));
    }
  }

  /** A call of an intrinsic function. */
  record IntrinsicText(Pointer pointer, String text, Use use, Parsed<Intrinsic> parsed)
      implements Expression {
    static IntrinsicText of(Pointer pointer, String text, Use use) {
      return new IntrinsicText(pointer, text, use, Intrinsic.parse(text));
    }
  }

  /**
   * JSONata between <code>{%</code> and <code>%}</code>.
   *
   * @param references what it refers to, if it can be told
   */
  record JsonataText(
      Pointer pointer,
      String text,
      Use use,
      Parsed<Jsonata> parsed,
      Optional<JsonataReferences> references)
      implements Expression {
    static JsonataText of(Pointer pointer, String text, Use use) {
      String inner = text.substring(2, text.length() - 2);
      return new JsonataText(pointer, text, use, Jsonata.parse(text), JsonataReferences.of(inner));
    }
  }
}
