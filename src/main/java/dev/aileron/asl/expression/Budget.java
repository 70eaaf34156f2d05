package dev.aileron.asl.expression;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an evaluation may still spend, counted in steps. Steps instead of seconds: the same
 * expression on the same input then ends the same way on every machine.
 */
public final class Budget {
  /**
   * Enough for every expression over a payload of AWS's limit (256 KiB) that does something useful;
   * spent in well under a second.
   */
  public static final long EVALUATION = 20_000_000;

  private static final int CHARACTERS_PER_STEP = 8;

  private static final int STEPS_PER_NODE = 8;

  private long left;

  private Budget(long steps) {
    this.left = steps;
  }

  /** A fresh budget of {@link #EVALUATION} steps. */
  public static Budget forEvaluation() {
    return new Budget(EVALUATION);
  }

  public static Budget of(long steps) {
    return new Budget(steps);
  }

  /**
   * Takes steps.
   *
   * @throws EvaluationException when fewer are left
   */
  public void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new EvaluationException("Expression evaluation timeout: it takes too many steps");
    }
  }

  /**
   * Takes what walking over all of a value costs: a step for each of its values, and one for every
   * eight characters of text.
   */
  public void spendOn(JsonNode value) {
    if (value.isTextual()) {
      spend(1 + value.textValue().length() / CHARACTERS_PER_STEP);
      return;
    }
    spend(1);
    for (JsonNode inner : value) {
      spendOn(inner);
    }
  }

  /**
   * Takes what keeping a new value costs: steps for its memory, so that what is spent bounds that
   * too. {@link #EVALUATION} is enough for ten of the largest payloads, and for hundreds of
   * megabytes never.
   */
  public void spendOnNew(JsonNode value) {
    spend(value.isTextual() ? STEPS_PER_NODE + value.textValue().length() : STEPS_PER_NODE);
    for (JsonNode inner : value) {
      spendOnNew(inner);
    }
  }

  /** The text, every character read from it taking a step: regular expressions backtrack. */
  public CharSequence metered(String text) {
    return new Metered(text);
  }

  private final class Metered implements CharSequence {
    private final CharSequence text;

    Metered(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      spend(1);
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Metered(text.subSequence(start, end));
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
