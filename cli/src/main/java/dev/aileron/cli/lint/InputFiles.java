package dev.aileron.cli.lint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the files to check, always in the same order. */
final class InputFiles {
  private static final Set<String> SKIPPED = Set.of("node_modules", "target", "build", "vendor");
  private static final List<String> MACHINES = List.of(".asl.json", ".asl.yaml", ".asl.yml");
  private static final List<String> MANIFESTS = List.of(".yaml", ".yml", ".json");

  private InputFiles() {}

  /**
   * A file to check.
   *
   * @param named whether it was given by name, and not found in a directory
   */
  record Input(Path path, String text, boolean named) {
    String name() {
      return path.normalize().toString().replace('\\', '/');
    }

    boolean isMachineByName() {
      return endsWith(path, MACHINES);
    }
  }

  static List<Input> of(List<Path> given) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        for (Path found : below(path)) {
          inputs.add(new Input(found, read(found), false));
        }
      } else {
        inputs.add(new Input(path, read(path), true));
      }
    }
    return inputs;
  }

  private static String read(Path path) throws IOException {
    // Bytes that are not UTF-8 become a sign that no parser takes, with its place.
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
  }

  private static List<Path> below(Path top) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            String name = dir.getFileName() == null ? "" : dir.getFileName().toString();
            boolean hidden = name.startsWith(".") && name.length() > 2;
            boolean skipped = !dir.equals(top) && (hidden || SKIPPED.contains(name));
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (endsWith(file, MANIFESTS)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(null);
    return found;
  }

  private static boolean endsWith(Path path, List<String> endings) {
    return endings.stream().anyMatch(path.toString()::endsWith);
  }
}
