package dev.aileron.asl.expression.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Jsonata.JFunctionCallable;
import dev.aileron.asl.expression.EvaluationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The language's own functions, each behind a gate that takes what it costs first. */
final class Builtins {
  /** Where the running evaluation keeps its meter. */
  static final ScopedValue<Meter> METER = ScopedValue.newInstance();

  /** Names and signatures, as the library registers them. */
  private static final Map<String, String> SIGNATURES = signatures();

  /** Date pictures become regular expressions; neighbours without a separator are ambiguous. */
  private static final Pattern NEIGHBOURS = Pattern.compile("]\\[");

  private static final int MOST_NEIGHBOURS = 7;
  private static final int LONGEST_AMBIGUOUS = 40;

  private Builtins() {}

  static void register(Jsonata expression) {
    FUNCTIONS.forEach(expression::registerFunction);
  }

  private static final Map<String, JFunction> FUNCTIONS = gated();

  static Set<String> names() {
    return FUNCTIONS.keySet();
  }

  private static Map<String, JFunction> gated() {
    Map<String, JFunction> functions = new LinkedHashMap<>();
    SIGNATURES.forEach(
        (name, signature) -> functions.put(name, gate(name, original(name), signature)));
    return Map.copyOf(functions);
  }

  /** The library's implementation; it gives it away as the value of {@code $name}. */
  static JFunction original(String name) {
    return (JFunction) Jsonata.jsonata("$" + name).evaluate(null);
  }

  private static JFunction gate(String name, JFunction original, String signature) {
    JFunctionCallable gated =
        (input, arguments) -> {
          List<?> given = (List<?>) arguments;
          METER.get().charge(given);
          limit(name, given);
          return original.call(input, given);
        };
    return new JFunction(gated, signature) {
      @Override
      public int getNumberOfArgs() {
        return original.getNumberOfArgs();
      }
    };
  }

  /** Functions whose result can be much larger than their arguments. */
  static void limit(String name, List<?> arguments) {
    switch (name) {
      case "join" -> {
        if (argument(arguments, 0) instanceof List<?> items) {
          Meter.requireLength((double) items.size() * length(argument(arguments, 1), 0));
        }
      }
      case "replace" -> replace(arguments);
      case "toMillis", "parseInteger" -> {
        String picture = argument(arguments, 1) instanceof String given ? given : "";
        long ambiguous = NEIGHBOURS.matcher(picture).results().count();
        if (ambiguous > 0
            && (ambiguous > MOST_NEIGHBOURS
                || length(argument(arguments, 0), 0) > LONGEST_AMBIGUOUS)) {
          throw new EvaluationException("The date/time picture string is too ambiguous");
        }
      }
      default -> {}
    }
  }

  private static void replace(List<?> arguments) {
    if (!(argument(arguments, 0) instanceof String text)
        || !(argument(arguments, 2) instanceof String replacement)) {
      return;
    }
    double longest = (double) (text.length() + 1) * replacement.length();
    long matches = text.length() + 1L;
    if (argument(arguments, 1) instanceof Pattern pattern) {
      matches = longest > text.length() ? pattern.matcher(text).results().count() : matches;
    } else if (argument(arguments, 1) instanceof String sought && !sought.isEmpty()) {
      matches = Pattern.compile(sought, Pattern.LITERAL).matcher(text).results().count();
    }
    double most = (double) matches * replacement.length();
    if (replacement.indexOf('$') >= 0) {
      // A group reference stands for what matched; all matches together are the text at most.
      most += (double) replacement.length() * text.length();
    }
    Meter.requireLength(text.length() + most);
  }

  static @Nullable Object argument(List<?> arguments, int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  private static int length(@Nullable Object argument, int otherwise) {
    return argument instanceof String text ? Math.max(otherwise, text.length()) : otherwise;
  }

  private static Map<String, String> signatures() {
    Map<String, String> signatures = new LinkedHashMap<>();
    String table =
        """
        sum <a<n>:n> count <a:n> max <a<n>:n> min <a<n>:n> average <a<n>:n> string <x-b?:s>
        substring <s-nn?:s> substringBefore <s-s:s> substringAfter <s-s:s> lowercase <s-:s>
        uppercase <s-:s> length <s-:n> trim <s-:s> match <s-f<s:o>n?:a<o>>
        contains <s-(sf):b> replace <s-(sf)(sf)n?:s> split <s-(sf)n?:a<s>> join <a<s>s?:s>
        formatNumber <n-so?:s> formatBase <n-n?:s> formatInteger <n-s:s> parseInteger <s-s:n>
        number <(nsb)-:n> floor <n-:n> ceil <n-:n> round <n-n?:n> abs <n-:n> sqrt <n-:n>
        power <n-n:n> boolean <x-:b> not <x-:b> map <af> zip <a+> filter <af> single <af?>
        reduce <afj?:j> sift <o-f?:o> keys <x-:a<s>> lookup <x-s:x> append <xx:a> exists <x:b>
        spread <x-:a<o>> merge <a<o>:o> reverse <a:a> each <o-f:a> error <s?:x> assert <bs?:x>
        type <x:s> sort <af?:a> distinct <x:x> base64encode <s-:s> base64decode <s-:s>
        encodeUrlComponent <s-:s> encodeUrl <s-:s> decodeUrlComponent <s-:s> decodeUrl <s-:s>
        toMillis <s-s?:n> fromMillis <n-s?s?:s> clone <(oa)-:o>
        """;
    Iterator<String> words = Pattern.compile("\\s+").splitAsStream(table.strip()).iterator();
    while (words.hasNext()) {
      signatures.put(words.next(), words.next());
    }
    return signatures;
  }
}
