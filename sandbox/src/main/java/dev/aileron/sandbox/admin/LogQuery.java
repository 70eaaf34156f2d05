package dev.aileron.sandbox.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which lines of the request log somebody wants: {@code
 * ?since=T&service=lambda&operation=UpdateAlias&write=true}.
 *
 * @param since lines of this moment or later
 * @param fields values that a line's fields must have
 */
record LogQuery(Instant since, Map<String, String> fields) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> FIELDS =
      Set.of(
          "service",
          "operation",
          "resource",
          "qualifier",
          "caller",
          "account",
          "status",
          "error",
          "write",
          "fault");

  /**
   * Reads the query of a URI.
   *
   * @throws IllegalArgumentException for a parameter or time that there is not
   */
  static LogQuery of(URI uri) {
    var since = Instant.MIN;
    var fields = new LinkedHashMap<String, String>();
    var query = uri.getRawQuery();
    for (var pair : query == null ? new String[0] : query.split("&", -1)) {
      var parts = pair.split("=", 2);
      var value = URLDecoder.decode(parts.length == 2 ? parts[1] : "", StandardCharsets.UTF_8);
      if (parts[0].equals("since")) {
        since = time(value);
      } else if (FIELDS.contains(parts[0])) {
        fields.put(parts[0], value);
      } else {
        throw new IllegalArgumentException("There is no " + parts[0] + " to ask for.");
      }
    }
    return new LogQuery(since, fields);
  }

  /** Writes the line if it fits. */
  void send(String line, Writer to) {
    try {
      if (fits(line)) {
        to.write(line);
        to.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean fits(String line) throws JsonProcessingException {
    if (fields.isEmpty()) {
      return true;
    }
    var json = JSON.readTree(line);
    return fields.entrySet().stream()
        .allMatch(field -> json.path(field.getKey()).asText().equals(field.getValue()));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("since must be a time like 2026-11-24T08:15:30.123Z.", e);
    }
  }
}
