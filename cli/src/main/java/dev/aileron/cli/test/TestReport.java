package dev.aileron.cli.test;

import java.io.PrintWriter;

/** Shows what came of cases. */
interface TestReport {
  void write(TestResult result, boolean coverage, PrintWriter out);
}
