package dev.aileron.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.e2e.world.EndToEnd;
import dev.aileron.e2e.world.Resource;
import dev.aileron.e2e.world.Sandbox;
import dev.aileron.e2e.world.TestNamespace;
import dev.aileron.e2e.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything in {@code examples/} works as it stands there. */
@EndToEnd
class ExamplesTest {

  private static final Path EXAMPLES = Sandbox.ROOT.resolve("examples").normalize();
  private static final Set<String> OURS = Set.of("ServerlessFunction", "Workflow");

  /** Every folder, at any depth, that holds manifests itself. */
  static List<Path> folders() throws IOException {
    if (!Files.isDirectory(EXAMPLES)) {
      return List.of();
    }
    try (var paths = Files.walk(EXAMPLES)) {
      return paths
          .filter(ExamplesTest::isManifest)
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
    }
  }

  @Test
  void thereAreExamples() throws IOException {
    assertThat(folders()).describedAs("folders with manifests under " + EXAMPLES).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("folders")
  void whatAFolderHoldsBecomesReady(Path folder, World world, TestNamespace namespace)
      throws IOException {
    // when
    var applied = new ArrayList<Resource>();
    for (var manifest : manifests(folder)) {
      applied.addAll(
          world.cluster().apply(namespace.name(), "kubectl", Files.readString(manifest)));
    }

    // then
    assertThat(applied)
        .filteredOn(it -> OURS.contains(it.kind()))
        .describedAs("functions and workflows in " + folder)
        .isNotEmpty()
        .allSatisfy(object ->
            TestNamespace.patiently()
                .untilAsserted(() ->
                    assertThat(find(world, object))
                        .hasValueSatisfying(
                            it -> assertThat(it.isReady()).describedAs(it.summary()).isTrue())));
  }

  private static java.util.Optional<Resource> find(World world, Resource object) {
    return world.cluster().find(object.kind(), object.text("/metadata/namespace"), object.name());
  }

  /** In the order in which kubectl applies a folder. */
  private static List<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(ExamplesTest::isManifest).sorted().toList();
    }
  }

  private static boolean isManifest(Path file) {
    return file.toString().matches(".*\\.(ya?ml|json)") && Files.isRegularFile(file);
  }
}
