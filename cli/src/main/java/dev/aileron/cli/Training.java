package dev.aileron.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/**
 * Does once what people do with the command, and says nothing. The JVM keeps the classes that this
 * takes, loaded and linked, in a cache with which the command starts in half the time; {@code
 * bin/aileron} makes it.
 */
final class Training {
  private Training() {}

  /**
   * @param args a folder with manifests and test files
   */
  public static void main(String[] args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    for (String format : List.of("text", "json")) {
      Aileron.run(nowhere, nowhere, "lint", "--output", format, args[0]);
      Aileron.run(nowhere, nowhere, "test", "--coverage", "--output", format, args[0]);
    }
    Aileron.run(nowhere, nowhere, "--help");
  }
}
