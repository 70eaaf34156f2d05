package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.SandboxDirectory;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which sandbox a command is about. */
final class DirectoryOption {

  @Option(
      names = "--dir",
      paramLabel = "D",
      description = {
        "The sandbox's folder; give each sandbox its own.",
        "Default: aileron/sandbox in XDG_STATE_HOME (~/.local/state)."
      })
  private @Nullable Path path;

  SandboxDirectory directory() {
    return new SandboxDirectory(path == null ? standard() : path);
  }

  private static Path standard() {
    var state = System.getenv("XDG_STATE_HOME");
    var base =
        state == null || state.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(state);
    return base.resolve("aileron").resolve("sandbox");
  }
}
