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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Everything in {@code examples/} works as it stands there. */
@EndToEnd
class ExamplesTest {

  private static final Path EXAMPLES = Sandbox.ROOT.resolve("examples").normalize();
  private static final Set<String> OURS = Set.of("ServerlessFunction", "Workflow");

  @TestFactory
  Stream<DynamicTest> everyFolderBecomesReady(World world) throws IOException {
    assertThat(EXAMPLES).isDirectory();
    var folders = folders();
    assertThat(folders).describedAs("folders with manifests under " + EXAMPLES).isNotEmpty();
    return folders.stream()
        .map(folder ->
            DynamicTest.dynamicTest(
                EXAMPLES.relativize(folder).toString(), () -> becomesReady(folder, world)));
  }

  private static void becomesReady(Path folder, World world) throws IOException {
    // given
    var namespace = TestNamespace.create(world, "example");

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

  /** Every folder, at any depth, that holds manifests itself. */
  private static List<Path> folders() throws IOException {
    try (var paths = Files.walk(EXAMPLES)) {
      return paths
          .filter(ExamplesTest::isManifest)
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static Optional<Resource> find(World world, Resource object) {
    return world.cluster().find(object.kind(), object.text("/metadata/namespace"), object.name());
  }

  /** In the order in which kubectl applies a folder. */
  private static List<Path> manifests(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(ExamplesTest::isManifest).sorted().toList();
    }
  }

  private static boolean isManifest(Path file) {
    return file.toString().matches(".*\\.(ya?ml|json)")
        && !file.toString().matches(".*\\.asl-test\\.[a-z]+")
        && Files.isRegularFile(file);
  }
}
