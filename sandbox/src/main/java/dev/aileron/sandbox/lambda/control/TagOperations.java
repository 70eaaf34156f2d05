package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tags of functions and event source mappings. */
final class TagOperations {

  private static final int LIMIT = 50;

  @Nullable JsonNode tag(Context context, Input input) {
    var added = input.map("Tags");
    synchronized (context.region()) {
      var tags = find(context, input.required("Resource"), true);
      if (added.isEmpty()) {
        throw Errors.invalid("An error occurred and the request cannot be processed.");
      }
      var together = new LinkedHashMap<>(tags);
      together.putAll(added);
      if (together.size() > LIMIT) {
        throw Errors.invalid("Number of tags exceeds resource tag limit.");
      }
      tags.putAll(added);
      return null;
    }
  }

  @Nullable JsonNode untag(Context context, Input input) {
    synchronized (context.region()) {
      find(context, input.required("Resource"), false).keySet().removeAll(input.texts("TagKeys"));
      return null;
    }
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      var answer = Reply.object();
      Views.put(answer.putObject("Tags"), find(context, input.required("Resource"), false));
      return answer;
    }
  }

  private static Map<String, String> find(Context context, String arn, boolean write) {
    var parts = arn.split(":", -1);
    var type = parts[5];
    var name = parts[6];
    return switch (type) {
      case "function" -> function(context, name, parts.length > 7, write);
      case "event-source-mapping" -> mapping(context, name);
      case "capacity-provider" -> throw Errors.notFound("Capacity provider not found: " + arn);
      default -> throw Errors.notModelled("tags of " + type);
    };
  }

  private static Map<String, String> function(
      Context context, String name, boolean qualified, boolean write) {
    if (qualified) {
      throw Errors.invalid(
          "Tags on function aliases and versions are not supported. Please specify a function"
              + " ARN.");
    }
    var function = context.function(new Reference(context.caller().accountId(), name, null));
    if (write && function.latest.isUpdating()) {
      context.requireSettled(function);
    }
    return function.tags;
  }

  private static Map<String, String> mapping(Context context, String id) {
    var mapping = context.region().mappings.get(id);
    if (mapping == null || mapping.isGone(context.now())) {
      throw Errors.notFound(
          "Event source mapping not found: " + context.region().arn("event-source-mapping:" + id));
    }
    return mapping.tags();
  }
}
