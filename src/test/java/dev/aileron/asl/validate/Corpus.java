package dev.aileron.asl.validate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The definitions of others that we judge ourselves by. They lie beside the checkout. */
final class Corpus {
  /** The checkout's top. */
  static final Path TOP = Path.of(System.getProperty("project.root", "..")).toAbsolutePath();

  private static final Path CORPUS = TOP.resolve("../shared/corpus").normalize();

  private Corpus() {}

  /**
   * A labelled definition.
   *
   * @param path from the corpus' top
   * @param label valid, invalid or real-sample
   */
  record Case(String path, String label) {
    String text() {
      return read(CORPUS.resolve(path));
    }
  }

  /** A definition that Step Functions took, for an execution of it was recorded. */
  record Recorded(String name, String text) {}

  static boolean isThere(String folder) {
    return Files.isDirectory(CORPUS.resolve(folder));
  }

  static void assumeThere(String folder) {
    assumeTrue(isThere(folder), "the corpus does not lie beside the checkout");
  }

  static List<Case> labelled() {
    List<Case> cases = new ArrayList<>();
    for (String line : read(CORPUS.resolve("asl/LABELS.tsv")).lines().skip(1).toList()) {
      String[] columns = line.split("\t");
      cases.add(new Case(columns[0], columns[1]));
    }
    return cases;
  }

  static List<Path> executions() {
    try (Stream<Path> files = Files.walk(CORPUS.resolve("asl-executions"))) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path answers(String file) {
    return CORPUS.resolve("aws-recordings/stepfunctions/v2").resolve(file);
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
