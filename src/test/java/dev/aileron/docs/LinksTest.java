package dev.aileron.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the pages, and from them to files, lead somewhere. */
class LinksTest {
  static Stream<MarkdownFile> pages() throws IOException {
    return MarkdownFile.all().stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void relativeLinksResolve(MarkdownFile page) {
    // When
    List<String> broken = new ArrayList<>();
    for (String link : page.links()) {
      boolean elsewhere = link.matches("[a-z]+:.*");
      if (!elsewhere && !leadsSomewhere(page, link)) {
        broken.add(link);
      }
    }

    // Then
    assertThat(broken).as("links in %s that lead nowhere", page).isEmpty();
  }

  private static boolean leadsSomewhere(MarkdownFile page, String link) {
    String[] parts = link.split("#", 2);
    Path target = target(page.path(), parts[0]);
    if (!Files.exists(target) || !target.startsWith(MarkdownFile.ROOT)) {
      return false;
    }
    return parts.length == 1
        || MarkdownFile.of(MarkdownFile.ROOT.relativize(target).toString())
            .anchors()
            .contains(parts[1]);
  }

  /** Pages say which test holds something; the test may have gone, or have another name now. */
  @ParameterizedTest
  @MethodSource("pages")
  void theTestsThatAPageNamesExist(MarkdownFile page) throws IOException {
    // When
    Set<String> named = new TreeSet<>();
    TEST.matcher(page.text()).results().forEach(test -> named.add(test.group(1) + ".java"));

    // Then
    assertThat(tests()).as("tests that %s names", page).containsAll(named);
  }

  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+Test)`");

  private static Set<String> tests() throws IOException {
    Set<String> tests = new HashSet<>();
    for (String folder : List.of("src/test", "operator/src", "sandbox/src", "e2e/src", "cli")) {
      Path top = MarkdownFile.ROOT.resolve(folder);
      if (Files.isDirectory(top)) {
        try (Stream<Path> files = Files.walk(top)) {
          files.map(file -> String.valueOf(file.getFileName())).forEach(tests::add);
        }
      }
    }
    return tests;
  }

  @Test
  void everyPageCanBeFoundFromTheReadme() throws IOException {
    // Given
    Set<Path> found = new HashSet<>();
    Deque<Path> toRead = new ArrayDeque<>(List.of(Path.of("README.md")));

    // When
    while (!toRead.isEmpty()) {
      Path page = toRead.pop();
      if (found.add(page)) {
        MarkdownFile.of(page.toString()).links().stream()
            .map(link -> target(page, link.split("#", 2)[0]))
            .filter(target -> target.toString().endsWith(".md"))
            .map(MarkdownFile.ROOT::relativize)
            .forEach(toRead::add);
      }
    }

    // Then
    assertThat(MarkdownFile.all())
        .extracting(MarkdownFile::path)
        .filteredOn(page -> page.startsWith("docs"))
        .allSatisfy(page -> assertThat(found).contains(page));
  }

  private static Path target(Path page, String link) {
    Path from = MarkdownFile.ROOT.resolve(page);
    return link.isEmpty() ? from : from.resolveSibling(link).normalize();
  }
}
