package dev.aileron.sandbox.aws.tagging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.AwsCall;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Emulator;
import dev.aileron.sandbox.aws.Headers;
import dev.aileron.sandbox.aws.Layer;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Resource Groups Tagging API: GetResources over the sandbox's own services and over those that
 * the emulator keeps.
 */
public final class Tagging implements ServiceModel {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/x-amz-json-1.1";
  private static final int MOST_ON_A_PAGE = 100;

  private final Emulator emulator;
  private final Function<String, @Nullable ServiceModel> models;
  private final TagIndex index;

  /**
   * An index of nothing.
   *
   * @param models the sandbox's own services by their names
   * @param lag how late the index knows of tags of the sandbox's own services
   */
  public Tagging(Emulator emulator, Function<String, @Nullable ServiceModel> models, Duration lag) {
    this.emulator = emulator;
    this.models = models;
    this.index = new TagIndex(models, lag);
  }

  /** The layer that sees what is tagged. */
  public Layer observer() {
    return index;
  }

  /** The tags of a function, mapping or state machine now; null when there is none. */
  public @Nullable Map<String, String> now(Call call, String arn) {
    return index.now(call, arn);
  }

  @Override
  public String service() {
    return "tagging";
  }

  @Override
  public boolean models(Operation operation) {
    return Set.of("GetResources", "GetTagKeys", "GetTagValues").contains(operation.name());
  }

  @Override
  public AwsResponse handle(Call call) throws InterruptedException {
    try {
      var request = JSON.readTree(call.request().body().stream());
      var all = all(call);
      return switch (call.operation().name()) {
        case "GetTagKeys" -> answer(Map.of("PaginationToken", "", "TagKeys", keys(all)));
        case "GetTagValues" ->
            answer(
                Map.of(
                    "PaginationToken", "", "TagValues", values(all, request.path("Key").asText())));
        default -> answer(resources(request, all));
      };
    } catch (JsonProcessingException e) {
      throw new AwsError(400, "InvalidParameterException", "The body is no JSON.");
    } catch (IOException e) {
      throw new UncheckedIOException("The tagging API does not answer", e);
    }
  }

  @Override
  public void close() {
    // Nothing runs here.
  }

  private Map<String, Map<String, String>> all(Call call) throws IOException, InterruptedException {
    var all = emulated(call);
    // What the sandbox keeps itself the emulator knows nothing of.
    all.keySet().removeIf(arn -> models.apply(arn.split(":", -1)[2]) != null);
    all.putAll(index.tags(call.caller(), call.time()));
    return all;
  }

  private Map<String, Map<String, String>> emulated(Call call)
      throws IOException, InterruptedException {
    var all = new TreeMap<String, Map<String, String>>();
    var token = "";
    do {
      var request =
          new AwsCall("tagging", "GetResources", Map.of("PaginationToken", token)).request();
      var headers = new ArrayList<>(request.headers().all());
      var signature = call.request().headers().first("Authorization");
      if (signature != null) {
        headers.add(new Headers.Header("Authorization", signature));
      }
      var signed =
          new AwsRequest(
              request.method(),
              request.path(),
              request.query(),
              new Headers(headers),
              request.body());
      var answer = emulator.forward(new Call(signed, call.operation(), call.caller(), call.time()));
      try (var body = answer.body()) {
        var page = JSON.readTree(body);
        for (var resource : page.path("ResourceTagMappingList")) {
          var tags = new TreeMap<String, String>();
          for (var tag : resource.path("Tags")) {
            tags.put(tag.path("Key").asText(), tag.path("Value").asText());
          }
          all.put(resource.path("ResourceARN").asText(), tags);
        }
        token = page.path("PaginationToken").asText();
      }
    } while (!token.isEmpty());
    return all;
  }

  private static Map<String, Object> resources(
      JsonNode request, Map<String, Map<String, String>> all) {
    var arns = texts(request.path("ResourceARNList"));
    var types = texts(request.path("ResourceTypeFilters"));
    if (!arns.isEmpty() && (!types.isEmpty() || request.path("TagFilters").size() > 0)) {
      throw new AwsError(
          400,
          "InvalidParameterException",
          "ResourceARNList cannot be combined with TagFilters or ResourceTypeFilters.");
    }
    var fitting =
        all.entrySet().stream()
            .filter(resource -> arns.isEmpty() || arns.contains(resource.getKey()))
            .filter(resource ->
                types.isEmpty() || types.stream().anyMatch(type -> isOf(type, resource.getKey())))
            .filter(resource -> fits(request.path("TagFilters"), resource.getValue()))
            .toList();
    int from = offset(request.path("PaginationToken").asText());
    int most = request.path("ResourcesPerPage").asInt(MOST_ON_A_PAGE);
    int to = Math.min(fitting.size(), from + Math.clamp(most, 1, MOST_ON_A_PAGE));
    var list = new ArrayList<Object>();
    for (var resource : fitting.subList(Math.min(from, to), to)) {
      var tags = new ArrayList<Object>();
      resource.getValue().forEach((key, value) -> tags.add(Map.of("Key", key, "Value", value)));
      list.add(Map.of("ResourceARN", resource.getKey(), "Tags", tags));
    }
    var body = new LinkedHashMap<String, Object>();
    body.put("PaginationToken", to < fitting.size() ? token(to) : "");
    body.put("ResourceTagMappingList", list);
    return body;
  }

  /** {@code lambda}, {@code lambda:function}, {@code states:stateMachine}. */
  private static boolean isOf(String type, String arn) {
    var parts = List.of(arn.split(":", 6));
    var wanted = List.of(type.split(":", 2));
    if (parts.size() < 6 || !parts.get(2).equals(wanted.getFirst())) {
      return false;
    }
    return wanted.size() == 1
        || parts.get(5).startsWith(wanted.get(1) + ":")
        || parts.get(5).startsWith(wanted.get(1) + "/");
  }

  /** Every filter's key has to be there, with one of its values if it names some. */
  private static boolean fits(JsonNode filters, Map<String, String> tags) {
    for (var filter : filters) {
      var value = tags.get(filter.path("Key").asText());
      var values = texts(filter.path("Values"));
      if (value == null || (!values.isEmpty() && !values.contains(value))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> keys(Map<String, Map<String, String>> all) {
    return all.values().stream()
        .flatMap(tags -> tags.keySet().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> values(Map<String, Map<String, String>> all, String key) {
    return all.values().stream()
        .filter(tags -> tags.containsKey(key))
        .map(tags -> tags.get(key))
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(entry -> texts.add(entry.asText()));
    return texts;
  }

  private static String token(int offset) {
    return Base64.getUrlEncoder()
        .encodeToString(("resources:" + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      return Integer.parseInt(text.substring("resources:".length()));
    } catch (RuntimeException notOurs) {
      throw new AwsError(
          400, "PaginationTokenExpiredException", "The pagination token is not valid any more.");
    }
  }

  private static AwsResponse answer(Map<String, Object> body) throws IOException {
    return AwsResponse.of(200, TYPE, JSON.writeValueAsBytes(body));
  }
}
