package dev.aileron.sandbox.lambda.wire;

import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.lambda.wire.Member.Location;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All of Lambda's operations: what they take and what status they succeed with. */
public final class Shapes {

  /** One operation, with its members by name. */
  record Shape(String name, List<String> path, int status, Map<String, Member> members) {

    boolean hasBody() {
      return members.values().stream().anyMatch(member -> member.location() == Location.BODY);
    }
  }

  private final Map<String, Shape> shapes = load();

  /** Names of all operations of the service, modelled by the sandbox or not. */
  public Set<String> operations() {
    return shapes.keySet();
  }

  /** The status an operation succeeds with. */
  public int status(String operation) {
    return shape(operation).status();
  }

  /**
   * Reads a request and holds it against the bounds of its members.
   *
   * @throws dev.aileron.sandbox.aws.model.AwsError a {@code ValidationException} that lists what is
   *     out of bounds, or a {@code SerializationException}
   */
  public Input read(String operation, AwsRequest request) {
    var shape = shape(operation);
    var input = new Decoder(shape, request).decode();
    Bounds.check(shape, input);
    return input;
  }

  private Shape shape(String operation) {
    return Objects.requireNonNull(shapes.get(operation), operation);
  }

  private static Map<String, Shape> load() {
    var shapes = new LinkedHashMap<String, Shape>();
    try (var in =
            Objects.requireNonNull(
                Shapes.class.getResourceAsStream("operations.tsv"), "operations.tsv");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      @Nullable Shape current = null;
      for (var row = reader.readLine(); row != null; row = reader.readLine()) {
        if (row.startsWith("#")) {
          continue;
        }
        if (row.startsWith("\t")) {
          add(Objects.requireNonNull(current), row);
        } else {
          var cells = row.split("\t", -1);
          current =
              new Shape(
                  cells[0],
                  List.of(cells[2].split("/")),
                  Integer.parseInt(cells[3]),
                  new LinkedHashMap<>());
          shapes.put(current.name(), current);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("operations.tsv in the sandbox's jar is unreadable", e);
    }
    return shapes;
  }

  private static void add(Shape shape, String row) {
    var path = Member.pathOf(row);
    var siblings = shape.members();
    for (var name : path.subList(0, path.size() - 1)) {
      siblings = Objects.requireNonNull(siblings.get(name), row).members();
    }
    siblings.put(path.getLast(), Member.parse(row));
  }
}
