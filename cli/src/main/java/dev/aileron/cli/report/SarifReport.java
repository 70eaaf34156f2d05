package dev.aileron.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.validate.RuleInfo;
import dev.aileron.asl.validate.Severity;
import dev.aileron.cli.lint.LintFinding;
import dev.aileron.cli.lint.LintResult;
import dev.aileron.cli.lint.ManifestRule;
import java.io.PrintWriter;
import java.util.List;

/** SARIF 2.1.0, which code scanning services read. Only rules that found something are told of. */
final class SarifReport implements Report {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  @Override
  public void write(LintResult result, PrintWriter out) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "aileron lint");
    List<String> codes =
        result.findings().stream().map(LintFinding::code).distinct().sorted().toList();
    ArrayNode rules = driver.putArray("rules");
    codes.forEach(code -> rule(rules.addObject(), code));
    ArrayNode results = run.putArray("results");
    for (LintFinding finding : result.findings()) {
      finding(results.addObject(), finding, codes.indexOf(finding.code()));
    }
    out.println(root.toPrettyString());
  }

  private static void rule(ObjectNode rule, String code) {
    rule.put("id", code);
    String what =
        RuleInfo.of(code)
            .map(RuleInfo::what)
            .or(() -> ManifestRule.of(code).map(ManifestRule::what))
            .orElse(code);
    rule.putObject("shortDescription").put("text", what);
    RuleInfo.of(code).ifPresent(info -> rule.putObject("fullDescription").put("text", info.why()));
  }

  private static void finding(ObjectNode result, LintFinding finding, int rule) {
    result
        .put("ruleId", finding.code())
        .put("ruleIndex", rule)
        .put("level", finding.severity() == Severity.ERROR ? "error" : "warning");
    result.putObject("message").put("text", finding.message());
    ObjectNode location = result.putArray("locations").addObject();
    ObjectNode physical = location.putObject("physicalLocation");
    physical.putObject("artifactLocation").put("uri", uri(finding.file()));
    physical
        .putObject("region")
        .put("startLine", finding.spot().line())
        .put("startColumn", finding.spot().column());
    location.putArray("logicalLocations").addObject().put("fullyQualifiedName", finding.pointer());
  }

  private static String uri(String file) {
    return file.replace("%", "%25").replace(" ", "%20");
  }
}
