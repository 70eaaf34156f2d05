package dev.aileron.sandbox.aws.metric;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule of a composite alarm: {@code ALARM("errors") AND NOT OK(deploying)}. */
sealed interface CompositeRule {

  /** Whether it holds, given the states of alarms by their names. */
  boolean holds(Function<String, @Nullable AlarmState> states);

  /** The alarms it speaks of. */
  Set<String> alarms();

  record Constant(boolean value) implements CompositeRule {
    @Override
    public boolean holds(Function<String, @Nullable AlarmState> states) {
      return value;
    }

    @Override
    public Set<String> alarms() {
      return Set.of();
    }
  }

  record Is(String alarm, AlarmState state) implements CompositeRule {
    @Override
    public boolean holds(Function<String, @Nullable AlarmState> states) {
      return states.apply(alarm) == state;
    }

    @Override
    public Set<String> alarms() {
      return Set.of(alarm);
    }
  }

  record Not(CompositeRule rule) implements CompositeRule {
    @Override
    public boolean holds(Function<String, @Nullable AlarmState> states) {
      return !rule.holds(states);
    }

    @Override
    public Set<String> alarms() {
      return rule.alarms();
    }
  }

  record Both(CompositeRule left, CompositeRule right, boolean all) implements CompositeRule {
    @Override
    public boolean holds(Function<String, @Nullable AlarmState> states) {
      return all
          ? left.holds(states) && right.holds(states)
          : left.holds(states) || right.holds(states);
    }

    @Override
    public Set<String> alarms() {
      var both = new HashSet<>(left.alarms());
      both.addAll(right.alarms());
      return both;
    }
  }

  /**
   * Parses a rule.
   *
   * @throws dev.aileron.sandbox.aws.model.AwsError when it is none
   */
  static CompositeRule parse(String text) {
    return new Parser(text).parse();
  }

  /** Recursive descent: OR is weaker than AND, and AND is weaker than NOT. */
  final class Parser {

    private static final Pattern TOKEN = Pattern.compile("\\s*(\"[^\"]*\"|[()]|[^\\s()\"]+)");

    private final String text;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    Parser(String text) {
      this.text = text;
      var matcher = TOKEN.matcher(text);
      while (matcher.find()) {
        tokens.add(matcher.group(1));
      }
    }

    CompositeRule parse() {
      var rule = or();
      if (at != tokens.size()) {
        throw wrong();
      }
      return rule;
    }

    private CompositeRule or() {
      var left = and();
      while (peek().equals("OR")) {
        next();
        left = new Both(left, and(), false);
      }
      return left;
    }

    private CompositeRule and() {
      var left = not();
      while (peek().equals("AND")) {
        next();
        left = new Both(left, not(), true);
      }
      return left;
    }

    private CompositeRule not() {
      if (peek().equals("NOT")) {
        next();
        return new Not(not());
      }
      var word = next().toUpperCase(Locale.ROOT);
      return switch (word) {
        case "(" -> {
          var inner = or();
          expect(")");
          yield inner;
        }
        case "TRUE" -> new Constant(true);
        case "FALSE" -> new Constant(false);
        case "ALARM", "OK", "INSUFFICIENT_DATA" -> {
          expect("(");
          var alarm = next();
          expect(")");
          yield new Is(name(alarm), AlarmState.valueOf(word));
        }
        default -> throw wrong();
      };
    }

    /** A name, in quotes or not, or an ARN that ends with it. */
    private static String name(String token) {
      var plain = token.replace("\"", "");
      int marker = plain.indexOf(":alarm:");
      return marker < 0 ? plain : plain.substring(marker + ":alarm:".length());
    }

    private String peek() {
      return at < tokens.size() ? tokens.get(at).toUpperCase(Locale.ROOT) : "";
    }

    private String next() {
      if (at == tokens.size()) {
        throw wrong();
      }
      return tokens.get(at++);
    }

    private void expect(String token) {
      if (!next().equals(token)) {
        throw wrong();
      }
    }

    private RuntimeException wrong() {
      return Fields.validation("AlarmRule must be a valid alarm rule, not '%s'.".formatted(text));
    }
  }
}
