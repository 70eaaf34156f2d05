package dev.aileron.sandbox.lambda.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One member of an operation's input, as AWS's model of the service describes it.
 *
 * @param name as the model spells it; empty for the member of a list and the key or value of a map
 * @param wire its name in the path, query, headers or body
 * @param minimum of a number's value or of a text's or collection's length
 * @param values the only ones allowed; empty for any
 */
record Member(
    String name,
    String wire,
    Location location,
    Type type,
    boolean required,
    @Nullable Long minimum,
    @Nullable Long maximum,
    @Nullable Pattern pattern,
    List<String> values,
    Map<String, Member> members) {

  enum Location {
    URI,
    QUERYSTRING,
    HEADER,
    BODY,
    PAYLOAD,
    /** Inside another member. */
    NESTED
  }

  enum Type {
    STRING,
    INTEGER,
    LONG,
    DOUBLE,
    FLOAT,
    BOOLEAN,
    TIMESTAMP,
    BLOB,
    STRUCTURE,
    LIST,
    MAP;

    boolean isNumber() {
      return this == INTEGER || this == LONG || this == DOUBLE || this == FLOAT;
    }
  }

  /** Keys of {@link #members} for what a list or a map is made of. */
  static final String ELEMENT = "[]";

  static final String KEY = "{k}";
  static final String VALUE = "{}";

  private static final int CELLS = 10;

  /** Parses a row of the table; see {@code sandbox/operations/constraints.py}. */
  static Member parse(String row) {
    var cells = row.split("\t", -1);
    if (cells.length != CELLS) {
      throw new IllegalStateException("A row of operations.tsv has " + cells.length + " cells");
    }
    var path = cells[3];
    return new Member(
        lastOf(path),
        cells[2],
        cells[1].isEmpty() ? Location.NESTED : Location.valueOf(upper(cells[1])),
        Type.valueOf(upper(cells[4])),
        !cells[5].isEmpty(),
        number(cells[6]),
        number(cells[7]),
        cells[8].isEmpty() ? null : Pattern.compile(cells[8]),
        cells[9].isEmpty() ? List.of() : List.of(cells[9].split(",")),
        new LinkedHashMap<>());
  }

  /** The names that lead from an operation to the member of this row. */
  static List<String> pathOf(String row) {
    var names = new ArrayList<String>();
    for (var part : row.split("\t", -1)[3].split("\\.")) {
      int bracket = firstBracket(part);
      names.add(part.substring(0, bracket));
      var rest = part.substring(bracket);
      while (!rest.isEmpty()) {
        var token = rest.startsWith(KEY) ? KEY : rest.substring(0, 2);
        names.add(token);
        rest = rest.substring(token.length());
      }
    }
    return names;
  }

  private static int firstBracket(String part) {
    int list = part.indexOf('[');
    int map = part.indexOf('{');
    if (list < 0 && map < 0) {
      return part.length();
    }
    return list < 0 ? map : map < 0 ? list : Math.min(list, map);
  }

  private static String lastOf(String path) {
    var last = path.substring(path.lastIndexOf('.') + 1);
    return last.substring(0, firstBracket(last));
  }

  private static @Nullable Long number(String cell) {
    return cell.isEmpty() ? null : (long) Double.parseDouble(cell);
  }

  private static String upper(String text) {
    return text.toUpperCase(java.util.Locale.ROOT);
  }
}
