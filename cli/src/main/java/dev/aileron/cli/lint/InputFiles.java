package dev.aileron.cli.lint;

import dev.aileron.cli.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the files to check, always in the same order. */
final class InputFiles {
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
      return Folders.endsWith(path, MACHINES);
    }
  }

  static List<Input> of(List<Path> given) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (Path path : given) {
      if (Files.isDirectory(path)) {
        for (Path found : Folders.below(path, MANIFESTS)) {
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
}
