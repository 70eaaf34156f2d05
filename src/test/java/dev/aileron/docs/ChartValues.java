package dev.aileron.docs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of a chart with their defaults and the comments above them, as a table. */
final class ChartValues {
  private static final Pattern ENTRY = Pattern.compile("( *)([\\w./-]+):(?: (.*))?");

  private final List<Value> values = new ArrayList<>();
  private final Deque<Group> groups = new ArrayDeque<>();
  private final List<String> comment = new ArrayList<>();

  /**
   * A value.
   *
   * @param path as {@code --set} takes it
   */
  record Value(String path, String defaultValue, String meaning) {}

  /** A key with keys below it; what is said of it holds for those of which nothing is said. */
  private record Group(int indent, String path, String meaning) {}

  static List<Value> of(String yaml) {
    ChartValues chart = new ChartValues();
    yaml.lines().forEach(chart::read);
    return List.copyOf(chart.values);
  }

  static String table(List<Value> values) {
    return values.stream()
        .map(value ->
            "| `%s` | `%s` | %s |\n"
                .formatted(value.path(), value.defaultValue(), escaped(value.meaning())))
        .collect(Collectors.joining("", "| value | default | meaning |\n|---|---|---|\n", ""));
  }

  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|");
  }

  private void read(String line) {
    if (line.strip().startsWith("#")) {
      comment.add(line.strip().substring(1).strip());
      return;
    }
    Matcher entry = ENTRY.matcher(line);
    if (entry.matches()) {
      read(entry.group(1).length(), entry.group(2), entry.group(3));
    }
    comment.clear();
  }

  private void read(int indent, String name, @Nullable String value) {
    while (!groups.isEmpty() && groups.peek().indent() >= indent) {
      groups.pop();
    }
    String above = groups.isEmpty() ? "" : groups.peek().path() + ".";
    String path = above + name.replace(".", "\\.");
    String inherited = groups.isEmpty() ? "" : groups.peek().meaning();
    String meaning = comment.isEmpty() ? inherited : String.join(" ", comment);
    if (value == null) {
      groups.push(new Group(indent, path, meaning));
    } else {
      values.add(new Value(path, value, meaning));
    }
  }
}
