package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.Placeholders;
import java.util.List;
import java.util.Optional;

/** Small questions about texts. */
final class Texts {
  private Texts() {}

  /** Whether a value is a text with a placeholder in it. */
  static boolean opaque(JsonNode node) {
    return node.isTextual() && Placeholders.isIn(node.textValue());
  }

  /** Whether a value is an expression between <code>{%</code> and <code>%}</code>. */
  static boolean isJsonata(JsonNode node) {
    return node.isTextual() && isJsonata(node.textValue());
  }

  static boolean isJsonata(String text) {
    return text.length() >= 4 && text.startsWith("{%") && text.endsWith("%}");
  }

  /** Names that are compared at most: a large machine with many errors must not take long. */
  private static final int CANDIDATES = 200;

  /** The name that was probably meant: equal but for case, or one or two letters away. */
  static Optional<String> nearest(String name, Iterable<String> known) {
    String best = null;
    int least = name.length() < 8 ? 2 : 3;
    int compared = 0;
    for (String each : known) {
      if (++compared > CANDIDATES) {
        break;
      }
      int distance = name.equalsIgnoreCase(each) ? 0 : distance(name, each, least);
      if (distance < least) {
        least = distance;
        best = each;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Single-letter changes between two words; at least {@code enough} where that many are needed.
   */
  private static int distance(String a, String b, int enough) {
    if (Math.abs(a.length() - b.length()) >= enough) {
      return enough;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  /** Words for a sentence: {@code A, B or C}. */
  static String or(List<String> words) {
    return joined(words, " or ");
  }

  /** Words for a sentence: {@code A, B and C}. */
  static String and(List<String> words) {
    return joined(words, " and ");
  }

  private static String joined(List<String> words, String last) {
    int size = words.size();
    return size < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, size - 1)) + last + words.get(size - 1);
  }
}
