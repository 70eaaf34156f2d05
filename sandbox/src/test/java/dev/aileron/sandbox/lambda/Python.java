package dev.aileron.sandbox.lambda;

import dev.aileron.sandbox.tools.PythonTools;
import java.io.IOException;
import java.nio.file.Path;

/** The Python that functions run in, installed into the cache the first time. */
final class Python {

  private Python() {}

  static Path provide() throws IOException, InterruptedException {
    var named = System.getProperty("aileron.test.python");
    if (named != null) {
      return Path.of(named);
    }
    var root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    return new PythonTools(
            root.resolve("sandbox/ministack/requirements.txt"), cache(), progress -> {})
        .provide();
  }

  private static Path cache() {
    var environment = System.getenv();
    var own = environment.get("AILERON_CACHE_DIR");
    var shared = environment.get("XDG_CACHE_HOME");
    if (own != null) {
      return Path.of(own);
    }
    return shared == null
        ? Path.of(System.getProperty("user.home"), ".cache", "aileron")
        : Path.of(shared, "aileron");
  }
}
