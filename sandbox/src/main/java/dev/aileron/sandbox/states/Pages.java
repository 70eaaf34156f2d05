package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Lists in pages. A token names the last item of its page, so that items may come and go. */
final class Pages {
  private static final int USUAL = 100;

  private Pages() {}

  /**
   * Adds one page of a list to an answer.
   *
   * @param key tells an item from all others
   * @param shown an item as the answer has it
   */
  static <T> void put(
      ObjectNode answer,
      String field,
      JsonNode request,
      List<T> all,
      Function<T, String> key,
      Function<T, ObjectNode> shown) {
    int from = from(request, all, key);
    int size = request.path("maxResults").asInt();
    int to = Math.min(all.size(), from + (size == 0 ? USUAL : size));
    var list = answer.putArray(field);
    all.subList(Math.min(from, to), to).forEach(item -> list.add(shown.apply(item)));
    if (to < all.size()) {
      answer.put("nextToken", token(to, key.apply(all.get(to - 1))));
    }
  }

  private static <T> int from(JsonNode request, List<T> all, Function<T, String> key) {
    var token = Json.text(request, "nextToken");
    if (token == null) {
      return 0;
    }
    var parts = decoded(token).split(" ", 2);
    if (parts.length != 2 || !parts[0].matches("\\d{1,9}")) {
      throw Errors.invalidToken();
    }
    for (int i = 0; i < all.size(); i++) {
      if (key.apply(all.get(i)).equals(parts[1])) {
        return i + 1;
      }
    }
    return Math.min(Integer.parseInt(parts[0]), all.size());
  }

  private static String token(int position, String key) {
    var text = position + " " + key;
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(String token) {
    try {
      return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Errors.invalidToken();
    }
  }
}
