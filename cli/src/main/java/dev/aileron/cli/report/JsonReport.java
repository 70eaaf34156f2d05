package dev.aileron.cli.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.cli.lint.LintFinding;
import dev.aileron.cli.lint.LintResult;
import java.io.PrintWriter;
import java.util.Locale;

/** For programs: one JSON object a line. */
final class JsonReport implements Report {
  @Override
  public void write(LintResult result, PrintWriter out) {
    for (LintFinding finding : result.findings()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object
          .put("file", finding.file())
          .put("code", finding.code())
          .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
          .put("pointer", finding.pointer())
          .put("line", finding.spot().line())
          .put("message", finding.message());
      out.println(object);
    }
  }
}
