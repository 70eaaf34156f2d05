package dev.aileron.sandbox.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoToolsTest {

  @TempDir private Path temporary;

  @Test
  void takesReadyMadeProgramsFirstAndTheCacheForTheRest() throws Exception {
    // given
    var assets = Files.createDirectories(temporary.resolve("assets"));
    var tools = new GoTools(Path.of("tools"), temporary, assets, line -> {});
    var cached = Files.createDirectories(tools.directory());
    program(assets.resolve("etcd"));
    program(cached.resolve("etcd"));
    program(cached.resolve("helm"));

    // when
    var binaries = tools.provide(List.of("etcd", "helm"));

    // then
    assertThat(binaries.path("etcd")).isEqualTo(assets.resolve("etcd").toString());
    assertThat(binaries.path("helm")).isEqualTo(cached.resolve("helm").toString());
  }

  @Test
  void namesTheFolderAfterEverythingThatDecidesWhatIsInIt() throws IOException {
    // given
    var modules = temporary.resolve("tools");
    Files.createDirectories(modules.resolve("helm"));
    for (var file : List.of("go.mod", "go.sum", "helm/go.mod", "helm/go.sum")) {
      Files.copy(Path.of("tools").resolve(file), modules.resolve(file));
    }
    var tools = new GoTools(modules, temporary, temporary.resolve("none"), line -> {});
    var before = tools.directory();

    // when
    var module = Files.readString(modules.resolve("go.mod"));
    Files.writeString(
        modules.resolve("go.mod"), module.replace("kubernetes v1.36.3", "kubernetes v1.36.9"));

    // then
    assertThat(tools.directory()).isNotEqualTo(before);
    Files.writeString(modules.resolve("go.mod"), module);
    assertThat(tools.directory()).isEqualTo(before);
  }

  private static void program(Path file) throws IOException {
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
