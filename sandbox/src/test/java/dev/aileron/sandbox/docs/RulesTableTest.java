package dev.aileron.sandbox.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/sandbox.md} name tests and recordings that are there. */
class RulesTableTest {

  private static final Path ROOT =
      Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

  /** The interpreter of executions has its tests in the core. */
  private static final List<Path> TESTS =
      List.of(ROOT.resolve("sandbox/src/test/java"), ROOT.resolve("src/test/java"));

  private static final Path RECORDINGS = ROOT.resolve("../shared/corpus/aws-recordings");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  /** A row's cells, the first column first. */
  private record Row(List<String> cells) {
    List<String> names(int column) {
      return NAME.matcher(cells.get(column)).results().map(name -> name.group(1)).toList();
    }
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    var missing = new ArrayList<String>();
    for (var row : rows()) {
      Optional<String> source = Optional.empty();
      var names = row.names(1);
      assertThat(names).as(row.cells().getFirst()).isNotEmpty();
      for (var name : names) {
        if (name.endsWith("Test")) {
          source = source(name);
          if (source.isEmpty()) {
            missing.add(name);
          }
        } else if (source.isEmpty() || !source.get().contains("void " + name + "(")) {
          missing.add(row.cells().get(1) + ": " + name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyRecordingThatIsNamedIsThere() throws IOException {
    assumeTrue(Files.isDirectory(RECORDINGS), "the recordings are not here");
    var recorded = new StringBuilder();
    try (var files = Files.walk(RECORDINGS)) {
      for (var file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        recorded.append(Files.readString(file));
      }
    }
    var missing = new TreeSet<String>();
    for (var row : rows()) {
      for (var name : row.names(2)) {
        if (name.startsWith("test_") && recorded.indexOf("::" + name) < 0) {
          missing.add(name);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  /** The rows of all tables with rules and their tests. */
  private static List<Row> rows() throws IOException {
    var rows = new ArrayList<Row>();
    boolean inTable = false;
    for (var line : Files.readAllLines(ROOT.resolve("docs/sandbox.md"))) {
      if (line.startsWith("| rule | test |")) {
        inTable = true;
      } else if (!line.startsWith("|")) {
        inTable = false;
      } else if (inTable && !line.startsWith("|---")) {
        rows.add(new Row(List.of(line.substring(2).split(" ?\\| ?", -1))));
      }
    }
    assertThat(rows).as("rows of the tables").isNotEmpty();
    return rows;
  }

  /** The source of a test class; empty when there is none. */
  private static Optional<String> source(String test) throws IOException {
    for (var tests : TESTS) {
      try (var files = Files.walk(tests)) {
        var found =
            files
                .filter(file -> file.getFileName().toString().equals(test + ".java"))
                .findFirst()
                .map(RulesTableTest::read);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
