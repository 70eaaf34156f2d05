package dev.aileron.cli.test;

import java.io.PrintWriter;

/** For people: each case with its path, and what is not as expected. */
final class TextTestReport implements TestReport {
  private static final String INDENT = "          ";

  @Override
  public void write(TestResult result, boolean coverage, PrintWriter out) {
    String file = "";
    for (CaseResult each : result.cases()) {
      if (!each.file().equals(file)) {
        file = each.file();
        out.println(file);
      }
      one(each, out);
    }
    if (coverage) {
      result.coverage().forEach(c -> coverage(c, out));
    }
    out.printf(
        "%d case%s: %d ok, %d failed.%n",
        result.size(),
        result.size() == 1 ? "" : "s",
        result.size() - result.failed(),
        result.failed());
  }

  private static void one(CaseResult each, PrintWriter out) {
    out.printf(
        "  %s  %s%n",
        each.ok() ? "ok    " : "FAILED",
        each.ok() ? each.name() : "%s (line %d)".formatted(each.name(), each.spot().line()));
    if (each.outcome() != null) {
      out.println(INDENT + Texts.path(each.outcome()));
    }
    for (CaseResult.Failure failure : each.failures()) {
      failure.message().lines().forEach(line -> out.println(INDENT + line));
    }
    each.warnings().forEach(warning -> out.println(INDENT + "warning: " + warning));
    if (each.diagram() != null) {
      out.println("```mermaid");
      out.print(each.diagram());
      out.println("```");
    }
  }

  private static void coverage(Coverage coverage, PrintWriter out) {
    out.printf(
        "coverage of %s: %d %%, %d of %d states and %d of %d transitions%n",
        coverage.definition(),
        coverage.percent(),
        coverage.statesGone(),
        coverage.statesThere(),
        coverage.waysGone(),
        coverage.waysThere());
    coverage.missing().forEach(missing -> out.println("  not reached: " + missing));
  }
}
