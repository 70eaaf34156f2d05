package dev.aileron.cli.test;

import dev.aileron.cli.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds test files, always in the same order. */
final class TestFiles {
  private static final List<String> ENDINGS =
      List.of(".asl-test.yaml", ".asl-test.yml", ".asl-test.json");

  private TestFiles() {}

  /** The files that were named, and those below the directories. */
  static List<Path> of(List<Path> given) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        files.addAll(Folders.below(path, ENDINGS));
      } else {
        files.add(path);
      }
    }
    return files;
  }
}
