package dev.aileron.cli.report;

import dev.aileron.cli.lint.LintResult;
import java.io.PrintWriter;

/** Shows what checking gave. */
@FunctionalInterface
public interface Report {
  void write(LintResult result, PrintWriter out);
}
