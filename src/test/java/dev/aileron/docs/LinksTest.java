package dev.aileron.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    Path folder = MarkdownFile.ROOT.resolve(page.path()).getParent();
    Path target =
        parts[0].isEmpty()
            ? MarkdownFile.ROOT.resolve(page.path())
            : folder.resolve(parts[0]).normalize();
    if (!Files.exists(target) || !target.startsWith(MarkdownFile.ROOT)) {
      return false;
    }
    return parts.length == 1
        || MarkdownFile.of(MarkdownFile.ROOT.relativize(target).toString())
            .anchors()
            .contains(parts[1]);
  }

  @Test
  void everyPageOfTheDocumentationIsInItsIndex() throws IOException {
    // Given
    Path docs = Path.of("docs");
    List<String> index =
        MarkdownFile.of("docs/README.md").links().stream()
            .map(link -> link.split("#", 2)[0])
            .toList();

    // Then
    assertThat(MarkdownFile.all())
        .filteredOn(page -> page.path().startsWith(docs) && !page.path().endsWith("README.md"))
        .allSatisfy(page -> assertThat(index).contains(docs.relativize(page.path()).toString()));
  }
}
