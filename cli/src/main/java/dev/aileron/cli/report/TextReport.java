package dev.aileron.cli.report;

import dev.aileron.asl.validate.Severity;
import dev.aileron.cli.lint.LintFinding;
import dev.aileron.cli.lint.LintResult;
import java.io.PrintWriter;
import java.util.Locale;

/** For people: each finding with its line and a caret, and a count. */
final class TextReport implements Report {
  /** Columns of a line that are shown. */
  private static final int WIDTH = 100;

  @Override
  public void write(LintResult result, PrintWriter out) {
    for (LintFinding finding : result.findings()) {
      out.printf(
          "%s:%d:%d: %s: %s [%s]%n",
          finding.file(),
          finding.spot().line(),
          finding.spot().column(),
          finding.severity().name().toLowerCase(Locale.ROOT),
          finding.message(),
          finding.code());
      line(finding, result.texts().getOrDefault(finding.file(), ""), out);
    }
    summary(result, out);
  }

  private static void line(LintFinding finding, String text, PrintWriter out) {
    String[] lines = text.split("\r?\n", -1);
    int number = finding.spot().line();
    if (number > lines.length || lines[number - 1].isBlank()) {
      return;
    }
    // A tab counts as one column, so it must be one wide for the caret to stand right.
    String line = lines[number - 1].replace('\t', ' ');
    int column = Math.min(finding.spot().column() - 1, line.length());
    int from = column < WIDTH - 20 ? 0 : column - WIDTH / 2;
    String shown = line.substring(from, Math.min(line.length(), from + WIDTH));
    out.printf("%6d | %s%n", number, shown);
    out.printf("       | %s^%n", " ".repeat(column - from));
  }

  private static void summary(LintResult result, PrintWriter out) {
    long errors = result.findings().stream().filter(f -> f.severity() == Severity.ERROR).count();
    long warnings = result.findings().size() - errors;
    String files = count(result.files(), "file");
    if (result.findings().isEmpty()) {
      out.printf("Nothing found in %s.%n", files);
    } else {
      out.printf("%s and %s in %s.%n", count(errors, "error"), count(warnings, "warning"), files);
    }
  }

  private static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
