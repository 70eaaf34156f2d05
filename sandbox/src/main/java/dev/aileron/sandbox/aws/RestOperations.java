package dev.aileron.sandbox.aws;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The operations of services whose requests do not name them: told by method, path, query and
 * headers, from the table {@code operations.tsv} that is generated from AWS's service models.
 */
final class RestOperations {

  /** An operation that a request turned out to be, with the labels of its path, decoded. */
  record Match(String service, String operation, Map<String, String> labels) {}

  /**
   * How an operation is called.
   *
   * @param path segments, labels in braces
   * @param query parameters that have to be there, or {@code name=value}
   * @param headers that have to be there
   */
  record Route(
      String service,
      String operation,
      String method,
      List<String> path,
      List<String> query,
      List<String> headers) {

    static Route parse(String line) {
      var cells = line.split("\t", -1);
      return new Route(
          cells[0], cells[1], cells[2], segments(cells[3]), commas(cells[4]), commas(cells[5]));
    }

    String group() {
      return service + " " + method;
    }

    int conditions() {
      return query.size() + headers.size();
    }

    long literals() {
      return path.stream().filter(segment -> !segment.startsWith("{")).count();
    }

    boolean holds(AwsRequest request, Map<String, String> parameters) {
      return query.stream().allMatch(pair -> holds(pair, parameters))
          && headers.stream().allMatch(name -> request.headers().first(name) != null);
    }

    /** A condition is a parameter's name, or {@code name=value}. */
    private static boolean holds(String pair, Map<String, String> parameters) {
      int equals = pair.indexOf('=');
      return equals < 0
          ? parameters.containsKey(pair)
          : pair.substring(equals + 1).equals(parameters.get(pair.substring(0, equals)));
    }
  }

  private static final Comparator<Route> MOST_SPECIFIC =
      Comparator.comparingLong(Route::literals).thenComparingInt(Route::conditions);

  /** Routes by service and method. */
  private final Map<String, List<Route>> routes;

  private final Set<String> services;

  RestOperations() {
    var all = load();
    this.routes = all.stream().collect(Collectors.groupingBy(Route::group));
    this.services = all.stream().map(Route::service).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether this service's operations have to be told this way. */
  boolean covers(String service) {
    return services.contains(service);
  }

  /** How an operation is called; empty when there is no such one. */
  Optional<Route> route(String service, String operation) {
    return routes.values().stream()
        .flatMap(List::stream)
        .filter(route -> route.service().equals(service) && route.operation().equals(operation))
        .findFirst();
  }

  /** Finds the operation among those of one service. */
  Optional<Match> find(String service, AwsRequest request) {
    var parameters = request.parameters();
    var path = segments(request.path());
    var candidates =
        routes.getOrDefault(service + " " + request.method(), List.of()).stream()
            .filter(route -> labels(route.path(), path) != null)
            .toList();
    return candidates.stream()
        .filter(route -> route.holds(request, parameters))
        .max(MOST_SPECIFIC)
        // A request that forgot a parameter AWS requires is still that operation, and an error.
        .or(() -> candidates.stream().min(Comparator.comparingInt(Route::conditions)))
        .map(route ->
            new Match(
                service, route.operation(), Objects.requireNonNull(labels(route.path(), path))));
  }

  private static @Nullable Map<String, String> labels(List<String> template, List<String> path) {
    var labels = new LinkedHashMap<String, String>();
    for (int i = 0; i < template.size(); i++) {
      var segment = template.get(i);
      if (i >= path.size()) {
        return null;
      }
      if (segment.endsWith("+}")) {
        var rest = String.join("/", path.subList(i, path.size()));
        labels.put(segment.substring(1, segment.length() - 2), AwsRequest.decodeSegment(rest));
        return labels;
      }
      if (segment.startsWith("{")) {
        labels.put(
            segment.substring(1, segment.length() - 1), AwsRequest.decodeSegment(path.get(i)));
      } else if (!segment.equals(path.get(i))) {
        return null;
      }
    }
    return template.size() == path.size() ? labels : null;
  }

  private static List<String> segments(String path) {
    var segments = new ArrayList<>(List.of(path.split("/", -1)));
    segments.removeFirst();
    // A trailing slash means nothing to AWS's REST services: /functions/ lists functions.
    if (!segments.isEmpty() && segments.getLast().isEmpty()) {
      segments.removeLast();
    }
    return segments;
  }

  private static List<String> commas(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(","));
  }

  private static List<Route> load() {
    try (var in =
            Objects.requireNonNull(
                RestOperations.class.getResourceAsStream("operations.tsv"), "operations.tsv");
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(Route::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("operations.tsv in the sandbox's jar is unreadable", e);
    }
  }
}
