package dev.aileron.cli.test;

import dev.aileron.asl.mock.ExpectationProblem;
import dev.aileron.asl.mock.MockProblem;
import dev.aileron.asl.mock.Mocks;
import dev.aileron.asl.mock.Outcome;
import dev.aileron.asl.mock.Scenario;
import dev.aileron.asl.mock.Simulation;
import dev.aileron.asl.model.Trail;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.Options;
import dev.aileron.asl.validate.Validator;
import dev.aileron.cli.lint.LintFinding;
import dev.aileron.cli.test.CaseResult.Failure;
import dev.aileron.cli.test.TestFile.Suite;
import dev.aileron.cli.test.TestFile.TestCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs the cases of test files. */
public final class Tester {
  private final String only;
  private final boolean diagram;
  private final List<LintFinding> problems = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<Loaded> loaded = new ArrayList<>();
  private final List<CaseResult> cases = new ArrayList<>();
  private final Map<String, Coverage> coverage = new LinkedHashMap<>();

  /**
   * A suite with its machine.
   *
   * @param definition null if it cannot be run
   * @param unfit why not
   */
  private record Loaded(String file, Suite suite, @Nullable Definition definition, String unfit) {}

  /**
   * @param only a part of the names of the cases to be run; empty for all
   * @param diagram whether to draw what each case went through
   */
  public Tester(String only, boolean diagram) {
    this.only = only;
    this.diagram = diagram;
  }

  /**
   * Runs the cases of all files. Where a file or a suite is not as it should be, that is told, and
   * the others run.
   *
   * @throws IOException if a file cannot be read
   */
  public TestResult test(List<Path> paths) throws IOException {
    for (Path path : TestFiles.of(paths)) {
      load(path);
    }
    loaded.forEach(this::run);
    return new TestResult(problems, texts, cases, List.copyOf(coverage.values()));
  }

  private void load(Path path) throws IOException {
    String name = path.normalize().toString().replace('\\', '/');
    // Bytes that are not UTF-8 become a sign that no parser takes, with its place.
    String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    if (texts.put(name, text) == null) {
      int before = problems.size();
      TestFile file = TestFileReader.read(name, text, problems);
      if (problems.size() == before) {
        file.suites().forEach(suite -> load(path, name, suite));
      }
    }
  }

  private void load(Path path, String name, Suite suite) {
    try {
      Definition definition = Definition.of(path, suite);
      int before = problems.size();
      check(definition, suite.at(), suite.mocks());
      for (TestCase one : suite.cases()) {
        check(definition, one.at(), one.mocks());
        check(definition, one);
      }
      if (problems.size() == before) {
        loaded.add(new Loaded(name, suite, definition, ""));
      }
    } catch (Definition.Missing e) {
      suite.at().field("definition").problem(String.valueOf(e.getMessage()));
    } catch (Definition.Unfit e) {
      loaded.add(new Loaded(name, suite, null, String.valueOf(e.getMessage())));
    }
  }

  private static void check(Definition definition, Value holder, Mocks mocks) {
    for (MockProblem problem : MockProblem.of(definition.machine(), mocks)) {
      Value state = holder.field("mocks").field(problem.state());
      boolean one = problem.answer() >= 0 && state.node().isArray();
      Pointer at = one ? state.at().element(problem.answer()) : state.at();
      holder.problems().add(at, problem.message());
    }
  }

  private static void check(Definition definition, TestCase one) {
    for (ExpectationProblem problem : ExpectationProblem.of(definition.machine(), one.expect())) {
      Pointer at = one.pointer().field("expect");
      for (String token : problem.at().tokens()) {
        at = at.field(token);
      }
      one.at().problems().add(at, problem.message());
    }
  }

  private void run(Loaded one) {
    for (TestCase each : one.suite().cases()) {
      if (each.name().contains(only)) {
        cases.add(run(one, each));
      }
    }
  }

  private CaseResult run(Loaded one, TestCase each) {
    Definition definition = one.definition();
    if (definition == null) {
      List<Failure> failures = List.of(new Failure(one.unfit(), null));
      return new CaseResult(
          one.file(),
          each.spot(),
          each.name(),
          one.suite().definition(),
          null,
          failures,
          List.of(),
          null);
    }
    Boolean express = one.suite().express();
    Outcome outcome =
        Simulation.run(
            new Scenario(
                definition.machine(),
                definition.name(),
                express == null ? definition.express() : express,
                each.input(),
                one.suite().mocks().with(each.mocks()),
                each.seed(),
                each.startTime()));
    coverage
        .computeIfAbsent(
            definition.shown(), shown -> new Coverage(shown, Trail.of(definition.machine())))
        .add(outcome.trail());
    return new CaseResult(
        one.file(),
        each.spot(),
        each.name(),
        definition.shown(),
        outcome,
        failures(each, outcome),
        outcome.obstacle() == null ? leftOver(each, outcome) : List.of(),
        diagram ? draw(definition, outcome) : null);
  }

  private static List<Failure> failures(TestCase each, Outcome outcome) {
    if (outcome.obstacle() != null) {
      return List.of(new Failure(Texts.obstacle(outcome.obstacle()), null));
    }
    return each.expect().differences(outcome).stream()
        .map(difference -> Failure.of(difference, outcome))
        .toList();
  }

  /**
   * Answers of the case that no call got: probably the machine does not do what the case thinks.
   */
  private static List<String> leftOver(TestCase each, Outcome outcome) {
    List<String> warnings = new ArrayList<>();
    outcome
        .leftOver()
        .forEach((state, answers) -> {
          if (each.mocks().byState().containsKey(state)) {
            warnings.add(
                "%d of the %d answers of state %s %s not used up"
                    .formatted(
                        answers,
                        each.mocks().byState().get(state).size(),
                        state,
                        answers == 1 ? "was" : "were"));
          }
        });
    return warnings;
  }

  private static String draw(Definition definition, Outcome outcome) {
    return Validator.tree(definition.tree(), Options.STANDARD.allowingPlaceholders())
        .diagram(outcome.trail());
  }
}
