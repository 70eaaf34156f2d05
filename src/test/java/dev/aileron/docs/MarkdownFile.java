package dev.aileron.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation, read the way GitHub shows it.
 *
 * @param path from the top of the checkout
 */
record MarkdownFile(Path path, String text) {
  static final Path ROOT =
      Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

  /** Where pages are; everything else is code or the work of a build. */
  private static final List<String> FOLDERS =
      List.of("docs", "helm", "examples", "integrations", "sandbox/tools");

  private static final Pattern FENCE =
      Pattern.compile("(?m)^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL);
  private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) (.+)$");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|href)=\"([^\"]+)\"");
  private static final Pattern CELL_END = Pattern.compile("(?<!\\\\)\\|");

  static MarkdownFile of(String path) {
    try {
      return new MarkdownFile(Path.of(path), Files.readString(ROOT.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every page of the project. */
  static List<MarkdownFile> all() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (Stream<Path> top = Files.list(ROOT)) {
      top.filter(MarkdownFile::isPage).forEach(pages::add);
    }
    for (String folder : FOLDERS) {
      if (Files.isDirectory(ROOT.resolve(folder))) {
        try (Stream<Path> below = Files.walk(ROOT.resolve(folder))) {
          below.filter(MarkdownFile::isPage).forEach(pages::add);
        }
      }
    }
    return pages.stream()
        .map(page -> of(ROOT.relativize(page).toString()))
        .sorted(BY_PATH)
        .toList();
  }

  private static final java.util.Comparator<MarkdownFile> BY_PATH =
      java.util.Comparator.comparing(page -> page.path().toString());

  private static boolean isPage(Path path) {
    return path.toString().endsWith(".md") && Files.isRegularFile(path);
  }

  /** The texts of the code blocks in a language. */
  List<String> blocks(String language) {
    return FENCE
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** Targets of links and pictures, without those in code. */
  List<String> links() {
    return LINK.matcher(withoutCode())
        .results()
        .map(link -> link.group(1) != null ? link.group(1) : link.group(2))
        .toList();
  }

  /** What links can point at behind a {@code #}, as GitHub names headings. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Map<String, Integer> seen = new HashMap<>();
    Matcher heading = HEADING.matcher(FENCE.matcher(text).replaceAll(""));
    while (heading.find()) {
      String plain = heading.group(2).replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
      String slug =
          plain
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .strip()
              .replace(' ', '-');
      int times = seen.merge(slug, 1, Integer::sum);
      anchors.add(times == 1 ? slug : slug + "-" + (times - 1));
    }
    return anchors;
  }

  /**
   * The rows of all tables under a heading, down to the next heading of the same or a higher level;
   * without the rows that name the columns. Code marks are taken away.
   */
  List<List<String>> rows(String heading) {
    List<List<String>> rows = new ArrayList<>();
    List<String> lines = section(heading).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean names = i + 1 < lines.size() && lines.get(i + 1).matches("\\|[-:|]+\\|");
      if (lines.get(i).startsWith("|") && !names && !lines.get(i).matches("\\|[-:|]+\\|")) {
        rows.add(cells(lines.get(i)));
      }
    }
    return rows;
  }

  private String section(String heading) {
    Matcher matcher = HEADING.matcher(text);
    while (matcher.find()) {
      if (matcher.group(2).equals(heading)) {
        int from = matcher.end();
        int level = matcher.group(1).length();
        while (matcher.find()) {
          if (matcher.group(1).length() <= level) {
            return text.substring(from, matcher.start());
          }
        }
        return text.substring(from);
      }
    }
    throw new IllegalArgumentException(path + " has no heading " + heading);
  }

  private static List<String> cells(String row) {
    String inner = row.strip().replaceAll("^\\||\\|$", "");
    return Arrays.stream(CELL_END.split(inner, -1))
        .map(cell -> cell.replace("\\|", "|").replace("`", "").strip())
        .toList();
  }

  private String withoutCode() {
    return FENCE.matcher(text).replaceAll("").replaceAll("`[^`\\n]*`", "");
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
