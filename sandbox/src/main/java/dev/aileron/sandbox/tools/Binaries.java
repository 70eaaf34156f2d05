package dev.aileron.sandbox.tools;

import dev.aileron.sandbox.SandboxException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where each program is.
 *
 * @param paths by the program's name, absolute
 */
public record Binaries(Map<String, Path> paths) {

  public Binaries {
    paths = Map.copyOf(paths);
  }

  /**
   * The program's path.
   *
   * @throws SandboxException when it was not asked for when the tools were made ready
   */
  public String path(String program) {
    var path = paths.get(program);
    if (path == null) {
      throw new SandboxException(program + " is missing from the sandbox's tools.");
    }
    return path.toString();
  }
}
