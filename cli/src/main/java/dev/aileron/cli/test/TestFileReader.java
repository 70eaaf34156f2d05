package dev.aileron.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.SourceReader;
import dev.aileron.asl.text.Spot;
import dev.aileron.asl.text.TextProblem;
import dev.aileron.cli.lint.LintFinding;
import dev.aileron.cli.test.TestFile.Suite;
import dev.aileron.cli.test.TestFile.TestCase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads test files; {@code docs/schemas/aileron-test.schema.json} says the same of them. */
final class TestFileReader {
  private static final List<String> SUITE_FIELDS =
      List.of(
          "definition", "workflow", "substitutions", "type", "seed", "startTime", "mocks", "cases");
  private static final List<String> CASE_FIELDS =
      List.of("name", "input", "seed", "startTime", "mocks", "expect");
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final Map<String, Boolean> TYPES = types();

  private final String file;
  private final List<LintFinding> found;

  private TestFileReader(String file, List<LintFinding> found) {
    this.file = file;
    this.found = found;
  }

  private static Map<String, Boolean> types() {
    Map<String, Boolean> types = new LinkedHashMap<>();
    types.put("STANDARD", false);
    types.put("EXPRESS", true);
    return types;
  }

  /** Reads a file; what is wrong with it is added to {@code found}. */
  static TestFile read(String file, String text, List<LintFinding> found) {
    return new TestFileReader(file, found).file(text);
  }

  private TestFile file(String text) {
    List<Suite> suites = new ArrayList<>();
    for (Source source : SourceReader.readAll(text)) {
      Problems problems = new Problems(file, source, found);
      for (TextProblem problem : source.problems()) {
        Spot spot = problem.spot() == null ? new Spot(1, 1) : problem.spot();
        problems.add(problem.pointer(), spot, problem.message());
      }
      if (!source.tree().isMissingNode() && !source.tree().isNull()) {
        Suite suite = suite(new Value(source.tree(), Pointer.ROOT, problems));
        if (suite != null) {
          suites.add(suite);
        }
      }
    }
    return new TestFile(file, suites);
  }

  private static @Nullable Suite suite(Value value) {
    if (!value.isObject(SUITE_FIELDS, List.of("definition", "cases"))) {
      return null;
    }
    String definition = value.field("definition").text();
    Shared shared =
        new Shared(
            Objects.requireNonNullElse(value.field("seed").whole(Long.MIN_VALUE), 0L),
            time(value.field("startTime"), START));
    List<TestCase> cases = new ArrayList<>();
    for (Value each : value.field("cases").elements()) {
      TestCase one = testCase(each, shared);
      if (one != null) {
        cases.add(one);
      }
    }
    if (value.field("cases").node().isEmpty()) {
      value.field("cases").problem("cases must have at least one case");
    }
    return new Suite(
        value,
        Objects.requireNonNullElse(definition, ""),
        value.field("workflow").text(),
        substitutions(value.field("substitutions")),
        value.field("type").word(TYPES),
        AnswerReader.mocks(value.field("mocks")),
        cases);
  }

  /** What cases have that do not say otherwise. */
  private record Shared(long seed, Instant startTime) {}

  private static @Nullable TestCase testCase(Value value, Shared shared) {
    if (!value.isObject(CASE_FIELDS, List.of("name"))) {
      return null;
    }
    JsonNode input = value.field("input").json();
    return new TestCase(
        value,
        Objects.requireNonNullElse(value.field("name").text(), ""),
        input == null ? JsonNodeFactory.instance.objectNode() : input,
        AnswerReader.mocks(value.field("mocks")),
        Objects.requireNonNullElse(value.field("seed").whole(Long.MIN_VALUE), shared.seed()),
        time(value.field("startTime"), shared.startTime()),
        ExpectationReader.read(value.field("expect")));
  }

  private static Instant time(Value value, Instant otherwise) {
    String text = value.text();
    if (text == null) {
      return otherwise;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      value.problem("startTime must be a time with its offset, such as 2025-01-01T00:00:00Z");
      return otherwise;
    }
  }

  private static Map<String, String> substitutions(Value value) {
    Map<String, String> substitutions = new LinkedHashMap<>();
    value
        .fields()
        .forEach((name, each) -> {
          if (each.node().isValueNode() && !each.node().isNull()) {
            substitutions.put(name, each.node().asText());
          } else {
            each.problem("%s must be a text".formatted(name));
          }
        });
    return substitutions;
  }
}
