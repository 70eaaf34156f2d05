package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Comma-separated values (RFC 4180): each row an object with texts. */
final class Csv {
  private static final Map<String, Character> DELIMITERS =
      Map.of("COMMA", ',', "PIPE", '|', "SEMICOLON", ';', "SPACE", ' ', "TAB", '\t');

  private Csv() {}

  /**
   * @param config ReaderConfig: CSVHeaderLocation, CSVHeaders, CSVDelimiter
   */
  static ArrayNode read(String text, JsonNode config, long most) throws TransferException {
    var delimiter = DELIMITERS.get(config.path("CSVDelimiter").asText("COMMA"));
    if (delimiter == null) {
      throw new TransferException(
          "There is no CSVDelimiter " + config.path("CSVDelimiter").asText());
    }
    var rows = rows(text, delimiter);
    var headers = new ArrayList<String>();
    if (config.path("CSVHeaderLocation").asText().equals("GIVEN")) {
      config.path("CSVHeaders").forEach(header -> headers.add(header.asText()));
    } else if (!rows.isEmpty()) {
      headers.addAll(rows.removeFirst());
    }
    var items = JsonNodeFactory.instance.arrayNode();
    for (var row : rows) {
      if (items.size() >= most) {
        break;
      }
      var item = items.addObject();
      for (int i = 0; i < headers.size(); i++) {
        item.put(headers.get(i), i < row.size() ? row.get(i) : "");
      }
    }
    return items;
  }

  private static List<List<String>> rows(String text, char delimiter) {
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    var value = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          value.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          value.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == delimiter) {
        row.add(value.toString());
        value.setLength(0);
      } else if (c == '\n') {
        end(rows, row, value);
        row = new ArrayList<>();
      } else if (c != '\r') {
        value.append(c);
      }
    }
    end(rows, row, value);
    return rows;
  }

  /** Ends a row; an empty line is none. */
  private static void end(List<List<String>> rows, List<String> row, StringBuilder value) {
    if (!row.isEmpty() || !value.isEmpty()) {
      row.add(value.toString());
      rows.add(row);
    }
    value.setLength(0);
  }
}
