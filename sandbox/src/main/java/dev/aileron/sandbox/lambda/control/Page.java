package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** One page of a list. */
final class Page {

  /** What most lists give at once, whatever the caller wants. */
  static final int USUAL = 50;

  private Page() {}

  /**
   * Cuts the page that the input asks for.
   *
   * @param items all of them, sorted by their keys
   * @param name of the list in the answer
   * @param limit the most that one answer holds
   */
  static <T> ObjectNode of(
      Input input,
      List<T> items,
      Function<T, String> key,
      Function<T, ?> view,
      String name,
      int limit) {
    var after = marker(input);
    int size = Math.min(input.number("MaxItems", limit), limit);
    var rest =
        items.stream()
            .filter(item -> after.isEmpty() || key.apply(item).compareTo(after) > 0)
            .toList();
    var page = rest.subList(0, Math.min(size, rest.size()));
    var answer = Reply.object();
    var list = answer.putArray(name);
    for (var item : page) {
      switch (view.apply(item)) {
        case ObjectNode object -> list.add(object);
        case Object text -> list.add(text.toString());
      }
    }
    if (page.size() < rest.size()) {
      answer.put("NextMarker", encode(key.apply(page.getLast())));
    }
    return answer;
  }

  private static String marker(Input input) {
    var marker = input.text("Marker");
    if (marker == null || marker.isEmpty()) {
      return "";
    }
    try {
      return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Errors.invalid("Invalid pagination marker");
    }
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
