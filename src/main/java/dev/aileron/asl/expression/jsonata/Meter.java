package dev.aileron.asl.expression.jsonata;

import com.dashjoin.jsonata.Jsonata;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.EvaluationException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Bounds an evaluation in steps, depth and memory.
 *
 * <p>The library calls back when it enters and leaves every node of an expression. Entering takes a
 * step. Leaving weighs the result: a text weighs its length, a list or an object one more than all
 * that is in it, counted as often as it is in there. So a value that doubles with each step grows
 * heavy quickly, although it takes little memory itself; nothing that would later walk over all of
 * it gets to see it. Regular expressions are first run on a text that takes a step for every
 * character read, for the library runs them without looking up.
 */
final class Meter {
  /** Nodes within nodes. A function that calls itself takes about six a call. */
  private static final int DEEPEST = 600;

  /** The heaviest value, as in {@link #weight}: four times the largest payload. */
  private static final long HEAVIEST = 1L << 20;

  /** How many items the remembered values may have in all; remembering keeps them in memory. */
  private static final long MOST_REMEMBERED = 4L << 20;

  /** What a node takes: the library does much for each. */
  private static final int NODE = 10;

  /** Functions and comparisons walk over this much weight in a step. */
  private static final int WEIGHT_PER_STEP = 8;

  private final Budget budget;
  private final IdentityHashMap<Object, Long> weights = new IdentityHashMap<>();
  private final Deque<Siblings> open = new ArrayDeque<>();
  private long remembered;

  Meter(Budget budget) {
    this.budget = budget;
  }

  /** The results so far of the nodes inside one node, as far as they matter. */
  private static final class Siblings {
    long weight;
    @Nullable Pattern pattern;
    @Nullable Object value;
  }

  /** Measures the next expression; what is known of the weights of values stays known. */
  void attachTo(Jsonata.Frame frame) {
    open.clear();
    open.push(new Siblings());
    frame.setEvaluateEntryCallback((node, input, environment) -> enter());
    frame.setEvaluateExitCallback((node, input, environment, result) ->
        leave(node.getClass().getSimpleName().startsWith("Infix"), result));
  }

  private void enter() {
    budget.spend(NODE);
    if (open.size() > DEEPEST) {
      throw new EvaluationException(
          "Stack overflow error: Check for non-terminating recursive function.");
    }
    open.push(new Siblings());
  }

  private void leave(boolean operator, @Nullable Object result) {
    Siblings inner = open.pop();
    if (operator && result instanceof Boolean) {
      // A comparison: it may have walked over both its sides.
      budget.spend(inner.weight / WEIGHT_PER_STEP);
    }
    if (result == null) {
      return;
    }
    long weight = weight(result);
    Siblings outer = open.element();
    outer.weight += weight;
    if (result instanceof Pattern pattern) {
      outer.pattern = pattern;
    } else {
      outer.value = result;
    }
    if (outer.pattern != null && outer.value != null) {
      rehearse(outer.pattern, outer.value);
    }
  }

  /** Takes what a function of the library may cost on these arguments. */
  void charge(List<?> arguments) {
    for (Object argument : arguments) {
      if (argument != null) {
        budget.spend(1 + weight(argument) / WEIGHT_PER_STEP);
        if (argument instanceof Pattern pattern) {
          arguments.forEach(other -> rehearse(pattern, other));
        }
      }
    }
  }

  /** Fails if a text of that length would be too heavy. */
  static void requireLength(double length) {
    if (length > HEAVIEST) {
      throw tooLarge();
    }
  }

  private void rehearse(Pattern pattern, @Nullable Object value) {
    switch (value) {
      case String text -> {
        Matcher matcher = pattern.matcher(budget.metered(text));
        while (matcher.find()) {
          budget.spend(1);
        }
      }
      case Collection<?> items -> items.forEach(item -> rehearse(pattern, item));
      case Map<?, ?> fields -> fields.values().forEach(field -> rehearse(pattern, field));
      case null, default -> {}
    }
  }

  /** How heavy a value is. */
  long weight(Object value) {
    return switch (value) {
      case String text -> text.length() > HEAVIEST ? fail() : text.length();
      case Collection<?> items -> composite(value, items);
      case Map<?, ?> fields -> composite(value, fields.values());
      default -> 1;
    };
  }

  private long composite(Object value, Collection<?> items) {
    Long known = weights.get(value);
    if (known != null) {
      return known;
    }
    int size = items.size();
    if (size > HEAVIEST) {
      return fail();
    }
    budget.spend(1L + size);
    remembered += 1L + size;
    if (remembered > MOST_REMEMBERED) {
      weights.clear();
      remembered = 1L + size;
    }
    long weight = 1;
    for (Object item : items) {
      weight += item == null ? 1 : weight(item);
      if (weight > HEAVIEST) {
        return fail();
      }
    }
    weights.put(value, weight);
    return weight;
  }

  private static long fail() {
    throw tooLarge();
  }

  private static EvaluationException tooLarge() {
    return new EvaluationException("The expression makes a value that is too large");
  }
}
