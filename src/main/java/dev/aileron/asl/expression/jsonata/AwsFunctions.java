package dev.aileron.asl.expression.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.aileron.asl.expression.Digest;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.Randomness;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What Step Functions adds to the language, and what it takes from the outside: time and chance.
 * {@code $eval} it does not have.
 */
final class AwsFunctions {
  /** Where the running evaluation keeps what surrounds it. */
  static final ScopedValue<Evaluation> EVALUATION = ScopedValue.newInstance();

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final JFunction FROM_MILLIS = Builtins.original("fromMillis");

  private static final JFunction TO_MILLIS = Builtins.original("toMillis");

  private static final Map<String, JFunction> FUNCTIONS = functions();

  private AwsFunctions() {}

  static void register(Jsonata expression) {
    FUNCTIONS.forEach(expression::registerFunction);
  }

  static Set<String> names() {
    return FUNCTIONS.keySet();
  }

  private interface Body {
    @Nullable Object apply(List<?> arguments);
  }

  private static Map<String, JFunction> functions() {
    Map<String, JFunction> functions = new LinkedHashMap<>();
    functions.put("partition", function("<a-n:a>", 2, AwsFunctions::partition));
    functions.put("range", function("<nnn:a>", 3, AwsFunctions::range));
    functions.put("hash", function("<s-s?:s>", 2, AwsFunctions::hash));
    functions.put("random", function("<n?:n>", 1, AwsFunctions::random));
    functions.put("uuid", function("<:s>", 0, none -> EVALUATION.get().random().uuid()));
    functions.put("parse", function("<s-:x>", 1, AwsFunctions::parse));
    functions.put("shuffle", function("<a:a>", 1, AwsFunctions::shuffle));
    functions.put("now", function("<s?s?:s>", 2, AwsFunctions::now));
    functions.put("millis", function("<:n>", 0, none -> EVALUATION.get().now()));
    functions.put("pad", function("<s-ns?:s>", 3, AwsFunctions::pad));
    functions.put("uppercase", function("<s-:s>", 1, text -> changed(text, String::toUpperCase)));
    functions.put("lowercase", function("<s-:s>", 1, text -> changed(text, String::toLowerCase)));
    functions.put("toMillis", function("<s-s?:n>", 2, AwsFunctions::toMillis));
    functions.put("eval", function("<sx?:x>", 2, AwsFunctions::eval));
    return functions;
  }

  private static JFunction function(String signature, int arguments, Body body) {
    JFunctionCallable callable =
        (input, given) -> {
          List<?> list = given == null ? List.of() : (List<?>) given;
          Builtins.METER.get().charge(list);
          return body.apply(list);
        };
    return new JFunction(callable, signature) {
      @Override
      public int getNumberOfArgs() {
        return arguments;
      }
    };
  }

  private static @Nullable Object partition(List<?> arguments) {
    if (!(Builtins.argument(arguments, 0) instanceof List<?> items)
        || !(Builtins.argument(arguments, 1) instanceof Number size)) {
      return null;
    }
    int chunk = size.intValue();
    if (chunk < 1) {
      throw new EvaluationException("The chunk size of $partition must be 1 or more");
    }
    List<Object> chunks = new ArrayList<>();
    for (int from = 0; from < items.size(); from += chunk) {
      chunks.add(new ArrayList<>(items.subList(from, Math.min(items.size(), from + chunk))));
    }
    return chunks;
  }

  /** A sequence of the language: one of one item is that item (recorded: {@code $range(1,9,9)}). */
  private static @Nullable Object range(List<?> arguments) {
    if (!(Builtins.argument(arguments, 0) instanceof Number first)
        || !(Builtins.argument(arguments, 1) instanceof Number last)
        || !(Builtins.argument(arguments, 2) instanceof Number by)) {
      return null;
    }
    double step = by.doubleValue();
    if (step == 0) {
      throw new EvaluationException("The step of $range must not be 0");
    }
    double count = Math.floor((last.doubleValue() - first.doubleValue()) / step) + 1;
    Meter.requireLength(count);
    List<Object> range = Utils.createSequence();
    for (int i = 0; i < count; i++) {
      double value = first.doubleValue() + i * step;
      range.add(value == (long) value ? (Object) (long) value : (Object) value);
    }
    return range;
  }

  private static @Nullable Object hash(List<?> arguments) {
    if (!(Builtins.argument(arguments, 0) instanceof String text)) {
      return null;
    }
    String algorithm = Builtins.argument(arguments, 1) instanceof String name ? name : "SHA-256";
    return Digest.of(text, algorithm)
        .orElseThrow(() ->
            new EvaluationException(
                "$hash knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512, but not " + algorithm));
  }

  private static Object random(List<?> arguments) {
    return Builtins.argument(arguments, 0) instanceof Number seed
        ? new Randomness(seed.longValue()).nextDouble()
        : EVALUATION.get().random().nextDouble();
  }

  private static @Nullable Object parse(List<?> arguments) {
    if (!(Builtins.argument(arguments, 0) instanceof String text)) {
      return null;
    }
    try {
      return Values.toJava(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new EvaluationException("$parse was given a text that is no valid JSON");
    }
  }

  private static @Nullable Object shuffle(List<?> arguments) {
    if (!(Builtins.argument(arguments, 0) instanceof List<?> items)) {
      return null;
    }
    List<Object> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, new Random(EVALUATION.get().random().nextLong()));
    return shuffled;
  }

  private static @Nullable Object now(List<?> arguments) {
    return FROM_MILLIS.call(
        null,
        Arrays.asList(
            EVALUATION.get().now(),
            Builtins.argument(arguments, 0),
            Builtins.argument(arguments, 1)));
  }

  /** The language's own, but the library's takes quadratic time. A negative width pads in front. */
  private static @Nullable Object pad(List<?> arguments) {
    if (!(Builtins.argument(arguments, 0) instanceof String text)
        || !(Builtins.argument(arguments, 1) instanceof Number width)) {
      return null;
    }
    String filler =
        Builtins.argument(arguments, 2) instanceof String given && !given.isEmpty() ? given : " ";
    int missing = Math.abs(width.intValue()) - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    Meter.requireLength((double) missing + text.length());
    int[] points = filler.codePoints().toArray();
    StringBuilder padding = new StringBuilder();
    for (int i = 0; i < missing; i++) {
      padding.appendCodePoint(points[i % points.length]);
    }
    return width.intValue() < 0 ? padding + text : text + padding;
  }

  /** The language's own, but the library's asks for the language of the machine that it runs on. */
  private static @Nullable Object changed(
      List<?> arguments, BiFunction<String, Locale, String> change) {
    return Builtins.argument(arguments, 0) instanceof String text
        ? change.apply(text, Locale.ROOT)
        : null;
  }

  /** The language's own, but the library takes a time without zone in that of the machine. */
  private static @Nullable Object toMillis(List<?> arguments) {
    if (Builtins.argument(arguments, 0) instanceof String text
        && Builtins.argument(arguments, 1) == null) {
      try {
        return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
      } catch (DateTimeParseException e) {
        // One with a zone, a date alone, or none at all.
      }
    }
    Builtins.limit("toMillis", arguments);
    return TO_MILLIS.call(null, arguments);
  }

  private static Object eval(List<?> arguments) {
    throw new JException("T1006", 0);
  }
}
