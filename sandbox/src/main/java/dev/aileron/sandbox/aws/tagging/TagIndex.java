package dev.aileron.sandbox.aws.tagging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.sandbox.aws.AwsCall;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Layer;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tags of functions, mappings and state machines, as late as AWS's index knows them.
 *
 * <p>It stands between callers and services: after each write that may change tags it asks the
 * service for the resource's tags, and takes them over when they are old enough.
 */
final class TagIndex implements Layer {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes that may change tags, or what there is to be tagged. */
  private static final Set<String> WRITES =
      Set.of(
          "lambda:CreateFunction",
          "lambda:CreateEventSourceMapping",
          "lambda:DeleteFunction",
          "lambda:DeleteEventSourceMapping",
          "lambda:TagResource",
          "lambda:UntagResource",
          "states:CreateStateMachine",
          "states:DeleteStateMachine",
          "states:TagResource",
          "states:UntagResource");

  private static final Pattern FUNCTION_ARN =
      Pattern.compile("(arn:aws[\\w-]*:lambda:[^:]+:\\d{12}:function:[^:]+)(?::.+)?");

  private record Place(String account, String region) {}

  /**
   * What an index is to know from a time on.
   *
   * @param tags null for a resource that is gone
   */
  private record Change(Instant seen, String arn, @Nullable Map<String, String> tags) {}

  private static final class Index {
    final Map<String, Map<String, String>> tags = new TreeMap<>();
    final Deque<Change> late = new ArrayDeque<>();

    /** Takes over what is old enough by now. */
    void catchUp(Instant now) {
      while (!late.isEmpty() && !late.peekFirst().seen().isAfter(now)) {
        var change = late.removeFirst();
        var its = change.tags();
        if (its == null) {
          tags.remove(change.arn());
        } else if (!its.isEmpty() || tags.containsKey(change.arn())) {
          // What was tagged once stays in the index, without tags.
          tags.put(change.arn(), its);
        }
      }
    }
  }

  private final Function<String, @Nullable ServiceModel> models;
  private final Duration lag;
  private final Map<Place, Index> indexes = new HashMap<>();

  /**
   * An empty index.
   *
   * @param models the sandbox's own services by their names
   * @param lag how late the index knows
   */
  TagIndex(Function<String, @Nullable ServiceModel> models, Duration lag) {
    this.models = models;
    this.lag = lag;
  }

  @Override
  public AwsResponse carryOut(Call call, Next next) throws IOException, InterruptedException {
    var answer = next.carryOut(call);
    if (answer.error() != null || !WRITES.contains(call.operation().action())) {
      return answer;
    }
    var model = models.apply(call.operation().service());
    if (model == null) {
      return answer;
    }
    byte[] body;
    try (var in = answer.body()) {
      body = in.readAllBytes();
    }
    arn(call, body).ifPresent(arn -> note(model, call, arn));
    return new AwsResponse(
        answer.status(),
        answer.headers(),
        answer.error(),
        new ByteArrayInputStream(body),
        answer.delivery());
  }

  /** The tags the index knows by now, by ARN. */
  Map<String, Map<String, String>> tags(Caller caller, Instant now) {
    synchronized (indexes) {
      var index = index(caller);
      index.catchUp(now);
      return new TreeMap<>(index.tags);
    }
  }

  /** The tags of a resource as its service knows them now; null when there is no such resource. */
  @Nullable Map<String, String> now(Call call, String arn) {
    var model = models.apply(call.operation().service());
    return model == null ? null : ask(model, call, unqualified(arn));
  }

  private static @Nullable Map<String, String> ask(ServiceModel model, Call call, String arn) {
    var list =
        model.service().equals("lambda")
            ? new AwsCall("lambda", "ListTags", Map.of("Resource", arn))
            : new AwsCall("states", "ListTagsForResource", Map.of("resourceArn", arn));
    var operation = new Operation(model.service(), list.operation(), arn, false);
    try (var body =
        model.handle(new Call(list.request(), operation, call.caller(), call.time())).body()) {
      var tags = new TreeMap<String, String>();
      var json = JSON.readTree(body);
      json.path("Tags")
          .properties()
          .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
      for (JsonNode tag : json.path("tags")) {
        tags.put(tag.path("key").asText(), tag.path("value").asText());
      }
      return tags;
    } catch (AwsError | IOException gone) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private void note(ServiceModel model, Call call, String arn) {
    boolean deleted = call.operation().name().startsWith("Delete");
    var tags = deleted ? null : ask(model, asSeenLater(call), arn);
    synchronized (indexes) {
      var index = index(call.caller());
      index.catchUp(call.time()); // Also when nobody ever asks: changes are not to pile up.
      index.late.addLast(new Change(call.time().plus(lag), arn, tags));
    }
  }

  /** Step Functions itself tells of tags as late as this index does. */
  private Call asSeenLater(Call call) {
    return call.operation().service().equals("states")
        ? new Call(call.request(), call.operation(), call.caller(), call.time().plus(lag))
        : call;
  }

  private Index index(Caller caller) {
    return indexes.computeIfAbsent(
        new Place(caller.accountId(), caller.region()), absent -> new Index());
  }

  /** The resource that a write was about; empty for a version of a function, which has no tags. */
  private static Optional<String> arn(Call call, byte[] answer) throws IOException {
    var operation = call.operation();
    return switch (operation.name()) {
      case "CreateFunction" -> text(answer, "FunctionArn").map(TagIndex::unqualified);
      case "CreateEventSourceMapping", "DeleteEventSourceMapping" ->
          text(answer, "EventSourceMappingArn");
      case "CreateStateMachine" -> text(answer, "stateMachineArn");
      case "DeleteFunction" ->
          operation.qualifier() == null
              ? Optional.of(
                  "arn:aws:lambda:%s:%s:function:%s"
                      .formatted(
                          call.caller().region(), call.caller().accountId(), operation.resource()))
              : Optional.empty();
      case "DeleteStateMachine" -> Optional.ofNullable(operation.resource());
      default ->
          operation.service().equals("states")
              ? Optional.ofNullable(operation.resource())
              : lastSegment(call.request());
    };
  }

  /** {@code /2017-03-31/tags/ARN}. */
  private static Optional<String> lastSegment(AwsRequest request) {
    var path = request.path();
    int start = path.indexOf("/tags/") + "/tags/".length();
    return Optional.of(
        unqualified(URLDecoder.decode(path.substring(start), StandardCharsets.UTF_8)));
  }

  private static String unqualified(String arn) {
    var matcher = FUNCTION_ARN.matcher(arn);
    return matcher.matches() ? matcher.group(1) : arn;
  }

  private static Optional<String> text(byte[] json, String field) throws IOException {
    return Optional.ofNullable(JSON.readTree(json).path(field).textValue());
  }
}
