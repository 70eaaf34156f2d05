package dev.aileron.asl.validate;

import dev.aileron.asl.text.Pointer;

/**
 * One thing that a definition must or should obey.
 *
 * @param code stable name for people and programs; never renamed, never used again
 * @param on what the rule looks at
 * @param what the rule, in a sentence
 * @param why what happens otherwise, and who says so
 * @param example a definition that breaks this rule and no other
 * @param <S> what the rule looks at
 */
record Rule<S extends Subject>(
    String code,
    Severity severity,
    Class<S> on,
    String what,
    String why,
    Example example,
    Check<S> check) {

  /** Looks at a subject and says what is wrong with it. */
  @FunctionalInterface
  interface Check<S extends Subject> {
    void look(S subject, Report report);
  }

  /** Takes what a rule has found. */
  @FunctionalInterface
  interface Report {
    /**
     * @param at the value concerned
     * @param message what is wrong and what to do
     */
    void add(Pointer at, String message);
  }

  /** Begins a rule whose findings are errors. */
  static Draft error(String code) {
    return new Draft(code, Severity.ERROR, "", "");
  }

  /** Begins a rule whose findings are warnings. */
  static Draft warning(String code) {
    return new Draft(code, Severity.WARNING, "", "");
  }

  /** A rule in the making. */
  record Draft(String code, Severity severity, String what, String why) {
    Draft what(String sentence) {
      return new Draft(code, severity, sentence, why);
    }

    Draft why(String sentences) {
      return new Draft(code, severity, what, sentences);
    }

    Exemplified example(Example example) {
      return new Exemplified(this, example);
    }

    /** An example that is one state of a machine in JSONPath. */
    Exemplified state(String json) {
      return example(Example.state(json));
    }

    /** An example that is one state of a machine in JSONata. */
    Exemplified jsonata(String json) {
      return example(Example.jsonata(json));
    }

    /** An example that is a whole definition. */
    Exemplified machine(String json) {
      return example(Example.machine(json));
    }

    /** An example that is one state of an Express machine. */
    Exemplified express(String json) {
      return example(Example.express(json));
    }
  }

  /** A rule that lacks only its check. */
  record Exemplified(Draft draft, Example example) {
    <S extends Subject> Rule<S> check(Class<S> on, Check<S> check) {
      return new Rule<>(
          draft.code(), draft.severity(), on, draft.what(), draft.why(), example, check);
    }
  }
}
