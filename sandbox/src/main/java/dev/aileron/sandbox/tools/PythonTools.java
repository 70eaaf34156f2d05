package dev.aileron.sandbox.tools;

import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.process.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/** Installs the AWS emulator, pinned with hashes, into a virtual environment in the cache. */
public final class PythonTools {

  private static final String NEEDS_PYTHON =
      """
      The sandbox's AWS emulator needs Python 3.10 or newer with venv and pip as python3 on the PATH.
        On Debian and Ubuntu: apt install python3 python3-venv.\
      """;

  private final Path requirements;
  private final Path cache;
  private final Consumer<String> progress;

  /**
   * @param requirements a requirements file with a hash for every package
   */
  public PythonTools(Path requirements, Path cache, Consumer<String> progress) {
    this.requirements = requirements;
    this.cache = cache;
    this.progress = progress;
  }

  /** Finds the Python that has the emulator, after installing it if need be. */
  public Path provide() throws IOException, InterruptedException {
    var version =
        run(
            NEEDS_PYTHON,
            "python3",
            "-c",
            "import sys; print(sys.version, sys.base_prefix); sys.exit(sys.version_info < (3, 10))");
    var name = Fingerprint.of(List.of(requirements), List.of(version));
    var directory = cache.resolve("sandbox-ministack-" + name);
    var python = directory.resolve("bin").resolve("python");
    if (Files.isExecutable(python)) {
      return python;
    }
    try (var lock = CacheLock.acquire(cache, progress)) {
      if (!Files.isExecutable(python)) {
        install(directory);
      }
    }
    return python;
  }

  private void install(Path directory) throws IOException, InterruptedException {
    progress.accept("installing the AWS emulator (once)");
    var draft = directory.resolveSibling(directory.getFileName() + ".new");
    PrivateFiles.delete(draft);
    run(NEEDS_PYTHON, "python3", "-m", "venv", draft.toString());
    run(
        "Installing the AWS emulator from %s failed.".formatted(requirements),
        draft.resolve("bin").resolve("python").toString(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--requirement",
        requirements.toString());
    // Nothing of it is run by the paths that the environment's own scripts remember.
    Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String run(String failure, String... command)
      throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new SandboxException(failure, e);
    }
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new SandboxException(failure + "\n" + output.strip());
    }
    return output;
  }
}
