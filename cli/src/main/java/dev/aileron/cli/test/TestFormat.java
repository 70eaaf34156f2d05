package dev.aileron.cli.test;

import java.io.PrintWriter;

/** The ways to show what came of cases, by the words that people type. */
public enum TestFormat {
  text(new TextTestReport()),
  json(new JsonTestReport()),
  junit(new JunitTestReport());

  private final TestReport report;

  TestFormat(TestReport report) {
    this.report = report;
  }

  /**
   * Shows it so.
   *
   * @param coverage whether to show what of the machines was gone through
   */
  public void write(TestResult result, boolean coverage, PrintWriter out) {
    report.write(result, coverage, out);
  }
}
