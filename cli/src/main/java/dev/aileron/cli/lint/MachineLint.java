package dev.aileron.cli.lint;

import dev.aileron.asl.Placeholders;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.Spot;
import dev.aileron.asl.validate.Finding;
import dev.aileron.asl.validate.MachineType;
import dev.aileron.asl.validate.Validator;
import java.util.List;

/** Checks one definition, with the given placeholders filled. */
final class MachineLint {
  private final LintSettings settings;

  MachineLint(LintSettings settings) {
    this.settings = settings;
  }

  List<Finding> lint(Source source, MachineType type) {
    Source filled =
        new Source(
            Placeholders.substitute(source.tree(), settings.substitutions()),
            source.layout(),
            source.problems(),
            source.length());
    return Validator.source(filled, settings.options(type)).findings();
  }

  static LintFinding inFile(String file, Finding finding) {
    Spot spot = finding.spot() == null ? new Spot(1, 1) : finding.spot();
    return new LintFinding(
        file,
        finding.code(),
        finding.severity(),
        finding.pointer().toString(),
        spot,
        finding.message());
  }
}
