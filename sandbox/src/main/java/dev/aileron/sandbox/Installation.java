package dev.aileron.sandbox;

import dev.aileron.sandbox.tools.GoTools;
import dev.aileron.sandbox.tools.PythonTools;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Where Aileron's checkout and its cache are on this machine.
 *
 * @param assets ready-made control plane programs; a path that does not exist when there are none
 */
public record Installation(Path root, Path cache, Path assets) {

  /**
   * As {@code bin/sandbox} tells it: system properties for its own, the environment for the user's.
   */
  public static Installation current() {
    var assets = Map.copyOf(System.getenv()).getOrDefault("KUBEBUILDER_ASSETS", "");
    var cache = property("aileron.cache");
    return new Installation(
        property("aileron.root"),
        cache,
        assets.isEmpty() ? cache.resolve("no-kubebuilder-assets") : Path.of(assets));
  }

  public Path supervisor() {
    return root.resolve("sandbox/supervise.sh");
  }

  public GoTools goTools(Consumer<String> progress) {
    return new GoTools(root.resolve("sandbox/tools"), cache, assets, progress);
  }

  /** The folder with what the AWS emulator is started by. */
  public Path ministack() {
    return root.resolve("sandbox/ministack");
  }

  /** The folder with AWS's runtime client for functions in Java; put there by the build. */
  public Path javaFunctions() {
    return root.resolve("sandbox/target/java-functions");
  }

  public PythonTools pythonTools(Consumer<String> progress) {
    return new PythonTools(ministack().resolve("requirements.txt"), cache, progress);
  }

  private static Path property(String name) {
    return Path.of(
        Objects.requireNonNull(System.getProperty(name), () -> name + ": use bin/sandbox"));
  }
}
