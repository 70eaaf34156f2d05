package dev.aileron.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.mock.Difference;
import dev.aileron.asl.mock.Outcome;
import dev.aileron.asl.text.Spot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a case.
 *
 * @param file the test file
 * @param spot where in it the case stands
 * @param definition what it ran
 * @param outcome null if the definition cannot be run
 * @param failures why it failed; empty if it did not
 * @param warnings what is odd about it, and no failure
 * @param diagram the machine with the case's path marked; null if nobody asked for it
 */
record CaseResult(
    String file,
    Spot spot,
    String name,
    String definition,
    @Nullable Outcome outcome,
    List<Failure> failures,
    List<String> warnings,
    @Nullable String diagram) {
  CaseResult {
    failures = List.copyOf(failures);
    warnings = List.copyOf(warnings);
  }

  boolean ok() {
    return failures.isEmpty();
  }

  /**
   * Why a case failed.
   *
   * @param message for people, of one line or of several
   * @param difference what is not as expected; null if it is not about that
   */
  record Failure(String message, @Nullable Difference difference) {

    static Failure of(Difference difference, Outcome outcome) {
      String at = difference.pointer().toString();
      StringBuilder message =
          new StringBuilder(difference.what()).append(at.isEmpty() ? "" : " at " + at);
      message.append("\n  expected ").append(shown(difference.expected()));
      message.append("\n  actual   ").append(shown(difference.actual()));
      if (difference.what().equals("status") && outcome.error() != null) {
        message.append(", ").append(outcome.error());
        message.append(outcome.cause() == null ? "" : ": " + outcome.cause());
      }
      return new Failure(message.toString(), difference);
    }

    private static String shown(@Nullable JsonNode value) {
      return value == null ? "nothing" : Texts.brief(value.toString());
    }
  }
}
