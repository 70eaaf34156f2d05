package dev.aileron.cli.report;

import dev.aileron.asl.validate.Severity;
import dev.aileron.cli.lint.LintFinding;
import dev.aileron.cli.lint.LintResult;
import java.io.PrintWriter;

/** GitHub's workflow commands, which become annotations at the lines of a pull request. */
final class GithubReport implements Report {
  @Override
  public void write(LintResult result, PrintWriter out) {
    for (LintFinding finding : result.findings()) {
      out.printf(
          "::%s file=%s,line=%d,col=%d,title=%s::%s%n",
          finding.severity() == Severity.ERROR ? "error" : "warning",
          property(finding.file()),
          finding.spot().line(),
          finding.spot().column(),
          property(finding.code()),
          data(finding.message()));
    }
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
