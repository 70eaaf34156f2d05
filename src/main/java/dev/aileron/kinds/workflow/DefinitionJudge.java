package dev.aileron.kinds.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.api.WorkflowType;
import dev.aileron.asl.LambdaReferences;
import dev.aileron.asl.Place;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.Spot;
import dev.aileron.asl.validate.Finding;
import dev.aileron.asl.validate.MachineType;
import dev.aileron.asl.validate.Options;
import dev.aileron.asl.validate.Severity;
import dev.aileron.asl.validate.Validator;
import dev.aileron.kube.Unresolvable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges the definition of one workflow before AWS sees it, and says so in the spec's terms. */
final class DefinitionJudge {
  /** Findings in one message; a condition is no place for hundreds. */
  private static final int MOST = 5;

  private final String field;
  private final Source written;
  private final Options options;

  /**
   * @param field where the definition stands in the spec
   * @param written as it was read; it tells lines, if it came as a text
   */
  DefinitionJudge(String field, Source written, WorkflowType type) {
    this.field = field;
    this.written = written;
    MachineType machine =
        switch (type) {
          case Standard -> MachineType.STANDARD;
          case Express -> MachineType.EXPRESS;
        };
    // Placeholders are Substitutions' to refuse: it knows what could fill them.
    this.options = new Options(machine, true);
  }

  /**
   * Refuses a definition that Step Functions would refuse.
   *
   * @param definition the one that was written, before or after its placeholders were filled
   * @throws Unresolvable with each error's code, place and line
   */
  void refuseErrors(JsonNode definition) {
    List<Finding> errors = findings(definition, Severity.ERROR);
    if (!errors.isEmpty()) {
      throw Unresolvable.invalid(field, sentences(errors));
    }
  }

  /** What Step Functions takes and is probably not meant, sentences for people. */
  List<String> warnings(JsonNode filled) {
    Stream<String> unbound =
        LambdaReferences.unbound(filled).stream()
            .map(reference ->
                reference
                    + " is not bound to a version, so that running executions can meet new"
                    + " code");
    Stream<String> found =
        findings(filled, Severity.WARNING).stream().map(DefinitionJudge::sentence);
    return Stream.concat(unbound, found).toList();
  }

  private List<Finding> findings(JsonNode definition, Severity severity) {
    Source judged = new Source(definition, written.layout(), written.problems(), written.length());
    return Validator.source(judged, options).findings(severity);
  }

  private static String sentences(List<Finding> findings) {
    String first =
        findings.stream()
            .limit(MOST)
            .map(DefinitionJudge::sentence)
            .collect(Collectors.joining("; "));
    int more = findings.size() - MOST;
    return more > 0 ? first + "; and %d more".formatted(more) : first;
  }

  private static String at(Spot spot) {
    return "line %d, column %d".formatted(spot.line(), spot.column());
  }

  /** {@code state Charge, Retry[0].BackoffRate (line 12, column 9): … [value-range]}. */
  private static String sentence(Finding finding) {
    String place = Place.of(finding.pointer()).toString();
    String line = finding.spot() == null ? "" : at(finding.spot());
    String where = line.isEmpty() ? place : place.isEmpty() ? line : place + " (" + line + ")";
    String colon = where.isEmpty() ? "" : ": ";
    return "%s%s%s [%s]".formatted(where, colon, finding.message(), finding.code());
  }
}
