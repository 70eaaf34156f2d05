package dev.aileron.cli;

import dev.aileron.cli.lint.LintResult;
import dev.aileron.cli.report.Format;
import dev.aileron.cli.test.TestFormat;
import dev.aileron.cli.test.TestResult;
import dev.aileron.cli.test.Tester;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs test cases. */
@Command(
    name = "test",
    description = {
      "Runs state machines with made-up answers to their calls and compares what comes of it with"
          + " what you expect. Nothing is called; Waits, retries and timeouts take no time.",
      "",
      "Test files are files *.asl-test.yaml, *.asl-test.yml and *.asl-test.json below the given"
          + " directories, and any other file that you name.",
      ""
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A test file:",
      "",
      "  definition: order.asl.json     # or a manifest with a Workflow; relative to this file",
      "  cases:",
      "  - name: a declined card is refused after two retries",
      "    input: {id: \"1001\", euros: 12}",
      "    mocks:",
      "      CheckOrder: {payload: {accepted: true}}      # what the function returns, every time",
      "      ChargeCard:                                  # one after the other",
      "      - {error: Lambda.TooManyRequestsException, times: 2}",
      "      - {error: Declined, delaySeconds: 3}",
      "    expect:",
      "      path: [CheckOrder, ChargeCard, Refused]",
      "      outputContains: {status: refused}",
      "      retries: {ChargeCard: 2}",
      "",
      "Examples:",
      "  aileron test workflows/",
      "  aileron test order.asl-test.yaml --case declined --diagram",
      "  aileron test --output junit --min-coverage 90 . > results.xml",
      "",
      "Exit codes: 0 all as expected, 1 not so, or less coverage than asked for, 2 the command or a"
          + " test file itself was wrong."
    })
final class TestCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "Test files.")
  private List<Path> paths = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description =
          "${COMPLETION-CANDIDATES}: for people; one JSON object a line; JUnit's XML. Default:"
              + " ${DEFAULT-VALUE}.")
  private TestFormat output = TestFormat.text;

  @Option(
      names = "--case",
      paramLabel = "TEXT",
      description = "Runs only the cases with that text in their names.")
  private String only = "";

  @Option(
      names = "--coverage",
      description = "Tells which states and transitions no case went through.")
  private boolean coverage;

  @Option(
      names = "--min-coverage",
      paramLabel = "PERCENT",
      description =
          "Fails if the cases go through less of a state machine: states and transitions together,"
              + " in percent. Tells the coverage too.")
  private @Nullable Integer minCoverage;

  @Option(
      names = "--diagram",
      description =
          "Draws the state machine of each case as a Mermaid diagram with the case's path marked.")
  private boolean diagram;

  @Override
  public Integer call() throws IOException {
    check();
    TestResult result = new Tester(only, diagram).test(paths);
    if (!result.problems().isEmpty()) {
      LintResult problems = new LintResult(result.problems(), result.texts());
      Format.text.report().write(problems, spec.commandLine().getErr());
      if (result.size() > 0) {
        output.write(result, coverage, spec.commandLine().getOut());
      }
      return 2;
    }
    if (result.size() == 0) {
      throw new ParameterException(
          spec.commandLine(),
          result.texts().isEmpty()
              ? "There is no test file (*.asl-test.yaml) in what was given"
              : "There is no case with %s in its name".formatted(only));
    }
    output.write(result, coverage || minCoverage != null, spec.commandLine().getOut());
    return result.failed() > 0 || tooLittle(result) ? 1 : 0;
  }

  private void check() {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new ParameterException(spec.commandLine(), path + " does not exist");
      }
    }
    if (minCoverage != null && (minCoverage < 0 || minCoverage > 100)) {
      throw new ParameterException(spec.commandLine(), "--min-coverage is a number from 0 to 100");
    }
  }

  private boolean tooLittle(TestResult result) {
    Integer wanted = minCoverage;
    if (wanted == null || result.leastCoverage() >= wanted) {
      return false;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "The coverage of a state machine is %d %%, and %d %% was asked for.%n",
        result.leastCoverage(), wanted);
    return true;
  }
}
