package dev.aileron.cli;

import dev.aileron.asl.validate.MachineType;
import dev.aileron.asl.validate.Severity;
import dev.aileron.cli.lint.LintFinding;
import dev.aileron.cli.lint.LintResult;
import dev.aileron.cli.lint.LintSettings;
import dev.aileron.cli.lint.Linter;
import dev.aileron.cli.report.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks files. */
@Command(
    name = "lint",
    description = {
      "Checks state machines and manifests and says what Step Functions or the operator would"
          + " refuse, and what is probably not meant.",
      "",
      "State machines are files *.asl.json, *.asl.yaml and *.asl.yml below the given directories,"
          + " and any other file that you name and that is no manifest. Manifests are YAML or JSON"
          + " files with documents of apiVersion aileron.dev; what they refer to is looked for"
          + " among all the given ones.",
      ""
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  aileron lint .",
      "  aileron lint order.json --substitute"
          + " ChargeArn=arn:aws:lambda:eu-west-1:1:function:charge:3",
      "  aileron lint --allow-placeholders --output github statemachines/",
      "  aileron lint --output sarif . > lint.sarif",
      "",
      "A template of SAM or CloudFormation is no state machine; name its definition file, and fill"
          + " or allow the placeholders. aileron explain CODE says more about a finding.",
      "",
      "Exit codes: 0 nothing found, 1 something found, 2 the command itself was wrong."
    })
final class LintCommand implements Callable<Integer> {
  /** From which severity on findings make the command fail. */
  enum FailOn {
    error,
    warning
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "What to check.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}: for people; one JSON object a line with file, code, severity,"
              + " pointer, line and message; SARIF 2.1.0; GitHub's annotations. Default:"
              + " ${DEFAULT-VALUE}.")
  private Format output = Format.text;

  @Option(
      names = {"-s", "--substitute"},
      paramLabel = "NAME=VALUE",
      description = "Fills $${NAME} in state machines. May be given again.")
  private Map<String, String> substitutions = new LinkedHashMap<>();

  @Option(
      names = "--allow-placeholders",
      description = "Takes placeholders that nothing fills; values with one are not judged.")
  private boolean allowPlaceholders;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "What the state machines are: STANDARD or EXPRESS. A Workflow says it itself. Default:"
              + " ${DEFAULT-VALUE}.")
  private MachineType type = MachineType.STANDARD;

  @Option(
      names = "--no-references",
      description =
          "Does not look for what manifests refer to, for when you give only some of them.")
  private boolean noReferences;

  @Option(
      names = "--ignore",
      paramLabel = "CODE",
      split = ",",
      description =
          "Leaves out findings of that code. Several with commas, or given again. For what Step"
              + " Functions takes and this command does not know yet.")
  private Set<String> ignored = new LinkedHashSet<>();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description =
          "Least severity that makes the exit code 1: error or warning. Default:"
              + " ${DEFAULT-VALUE}.")
  private FailOn failOn = FailOn.warning;

  @Override
  public Integer call() throws IOException {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new ParameterException(spec.commandLine(), path + " does not exist");
      }
    }
    for (String code : ignored) {
      if (!ExplainCommand.isKnown(code)) {
        throw new ParameterException(
            spec.commandLine(), "There is no finding " + code + "; aileron explain lists them");
      }
    }
    LintSettings settings =
        new LintSettings(type, allowPlaceholders, substitutions, !noReferences, ignored);
    LintResult result = new Linter(settings).lint(paths);
    if (result.files() == 0) {
      throw new ParameterException(
          spec.commandLine(), "There is no state machine and no manifest in what was given");
    }
    output.report().write(result, spec.commandLine().getOut());
    return result.findings().stream().anyMatch(this::counts) ? 1 : 0;
  }

  private boolean counts(LintFinding finding) {
    return failOn == FailOn.warning || finding.severity() == Severity.ERROR;
  }
}
