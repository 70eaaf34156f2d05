package dev.aileron.asl.validate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a JSONata expression refers to, read from its tokens. It errs on the side of silence: a
 * reference that it cannot be sure of is left out.
 *
 * @param variables names after {@code $} that the expression does not bind itself
 * @param statesFields fields of {@code $states} that it reads
 * @param functions names that it calls
 * @param inputDocument how it reads the input document, which the States Language does not give to
 *     expressions: {@code $}, {@code $$} or the first unqualified field name
 * @param beginsAtInput whether that is how it begins, so that there can be no doubt
 * @param newerOperators operators that the language got after 2.0.6
 */
record JsonataReferences(
    Set<String> variables,
    Set<String> statesFields,
    Set<String> functions,
    Optional<String> inputDocument,
    boolean beginsAtInput,
    Set<String> newerOperators) {
  private static final Set<String> NEWER_OPERATORS = Set.of("??", "?:");

  private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null");

  static Optional<JsonataReferences> of(String expression) {
    List<JsonataTokens.Token> tokens = JsonataTokens.of(expression);
    boolean transforms = tokens.stream().anyMatch(t -> t.is("|"));
    return transforms ? Optional.empty() : Optional.of(new Reading(tokens).done());
  }

  /** One pass over the tokens. */
  private static final class Reading {
    private final List<JsonataTokens.Token> tokens;
    private final Set<String> used = new TreeSet<>();
    private final Set<String> bound = new HashSet<>();
    private final Set<String> called = new TreeSet<>();
    private final Set<String> statesFields = new TreeSet<>();

    private final Deque<Bracket> open = new ArrayDeque<>(List.of(new Bracket(true, false)));

    private final Set<String> newer = new TreeSet<>();

    private Optional<String> inputDocument = Optional.empty();
    private boolean beginsAtInput;
    private boolean lambdaBodyNext;

    /** Whether what was in the bracket that closed last could see the input document. */
    private boolean closedSaw = true;

    /**
     * An open bracket.
     *
     * @param seesInput whether what is in it still sees the input document
     * @param parameters whether it holds the parameters of a function
     */
    private record Bracket(boolean seesInput, boolean parameters) {}

    Reading(List<JsonataTokens.Token> tokens) {
      this.tokens = tokens;
    }

    JsonataReferences done() {
      for (int i = 0; i < tokens.size(); i++) {
        if (lambdaBodyNext && at(i, "<")) {
          i = afterSignature(i);
        }
        JsonataTokens.Token token = tokens.get(i);
        switch (token.kind()) {
          case VARIABLE -> variable(i, token.text());
          case NAME -> name(i, token.text());
          case OPERATOR -> operator(i, token);
          case LITERAL -> {}
        }
      }
      used.removeAll(bound);
      called.removeAll(bound);
      return new JsonataReferences(used, statesFields, called, inputDocument, beginsAtInput, newer);
    }

    /** The signature of a function, {@code <s-n:b>}, ends before its body. */
    private int afterSignature(int i) {
      int end = i;
      while (end < tokens.size() - 1 && !at(end, "{")) {
        end++;
      }
      return end;
    }

    private void variable(int i, String name) {
      if (name.isEmpty() || name.equals("$")) {
        if (name.equals("$") || sees(i)) {
          readsInput(i, "$" + name);
        }
        return;
      }
      if (at(i + 1, ":=") || at(i - 1, "@") || at(i - 1, "#") || open.getFirst().parameters()) {
        bound.add(name);
      } else if (at(i + 1, "(")) {
        called.add(name);
      } else {
        used.add(name);
      }
      boolean field = at(i + 1, ".") && i + 2 < tokens.size();
      if (name.equals("states") && field && tokens.get(i + 2).kind() == JsonataTokens.Kind.NAME) {
        statesFields.add(tokens.get(i + 2).text());
      }
    }

    private boolean lambda(int i) {
      return i >= 0
          && tokens.get(i).kind() == JsonataTokens.Kind.NAME
          && (tokens.get(i).text().equals("function") || tokens.get(i).text().equals("λ"));
    }

    private void name(int i, String name) {
      boolean operator = WORDS.contains(name) || lambda(i);
      boolean call = at(i + 1, "(");
      if (!operator && !call && sees(i)) {
        readsInput(i, name);
      }
    }

    /** Whether a name here would be looked up in the input document. */
    private boolean sees(int i) {
      return open.getFirst().seesInput() && !at(i - 1, ".") && !at(i - 1, "^") && !key(i);
    }

    /** Whether the token is a key of an object; unquoted ones read the context, but are rare. */
    private boolean key(int i) {
      return at(i + 1, ":") && (at(i - 1, "{") || at(i - 1, ","));
    }

    private void readsInput(int i, String how) {
      beginsAtInput |= i == 0;
      inputDocument = inputDocument.or(() -> Optional.of(how));
    }

    private void operator(int i, JsonataTokens.Token token) {
      if (NEWER_OPERATORS.contains(token.text())) {
        newer.add(token.text());
      }
      switch (token.text()) {
        case "(", "[", "{" -> opens(i, token.text());
        case ")", "]", "}" -> closes();
        default -> {}
      }
    }

    private void closes() {
      if (open.size() > 1) {
        Bracket closed = open.pop();
        lambdaBodyNext = closed.parameters();
        closedSaw = closed.seesInput();
      }
    }

    private void opens(int i, String bracket) {
      boolean body = lambdaBodyNext && bracket.equals("{");
      lambdaBodyNext = false;
      boolean parameters = bracket.equals("(") && lambda(i - 1);
      boolean behindValue = i > 0 && tokens.get(i - 1).endsValue();
      boolean call = bracket.equals("(") && behindValue;
      boolean sees =
          !body
              && open.getFirst().seesInput()
              && (!behindValue || (call && !inStep(i)))
              && !at(i - 1, ".")
              && !at(i - 1, "^");
      open.push(new Bracket(sees, parameters));
    }

    /** Whether a call is a step of a path, {@code items.$f(name)}: then it sees each item. */
    private boolean inStep(int i) {
      return at(i - 1, ")") || at(i - 1, "}") ? !closedSaw : at(i - 2, ".");
    }

    private boolean at(int i, String operator) {
      return i >= 0 && i < tokens.size() && tokens.get(i).is(operator);
    }
  }
}
