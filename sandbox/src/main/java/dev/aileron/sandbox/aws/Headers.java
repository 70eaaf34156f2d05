package dev.aileron.sandbox.aws;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message as they came in; a name may come twice, and its spelling means nothing.
 */
public record Headers(List<Header> all) {

  /** One header line. */
  public record Header(String name, String value) {}

  /** Headers that speak of one connection, not of the message: a forwarder makes its own. */
  private static final Set<String> HOP_BY_HOP =
      caseInsensitive(
          "Connection",
          "Keep-Alive",
          "Proxy-Authenticate",
          "Proxy-Authorization",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade");

  public Headers {
    all = List.copyOf(all);
  }

  /** The first value of this header, names compared without case; null when it is absent. */
  public @Nullable String first(String name) {
    for (var header : all) {
      if (header.name().equalsIgnoreCase(name)) {
        return header.value();
      }
    }
    return null;
  }

  /** The same headers without those that belong to one connection, and without the names given. */
  public Headers endToEnd(String... without) {
    var dropped = caseInsensitive(without);
    return new Headers(
        all.stream()
            .filter(header -> !HOP_BY_HOP.contains(header.name()))
            .filter(header -> !dropped.contains(header.name()))
            .toList());
  }

  private static Set<String> caseInsensitive(String... names) {
    var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }
}
