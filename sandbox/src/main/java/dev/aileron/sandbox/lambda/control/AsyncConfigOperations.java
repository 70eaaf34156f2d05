package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How asynchronous invocations are retried and where their results go, per qualifier. */
final class AsyncConfigOperations {

  private static final Pattern DESTINATION =
      Pattern.compile("arn:aws[a-zA-Z-]*:(lambda|sqs|sns|events|s3):.*");

  ObjectNode put(Context context, Input input) {
    return write(context, input, false);
  }

  ObjectNode update(Context context, Input input) {
    return write(context, input, true);
  }

  private static ObjectNode write(Context context, Input input, boolean merge) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    if (!input.has("MaximumRetryAttempts")
        && !input.has("MaximumEventAgeInSeconds")
        && !input.has("DestinationConfig")) {
      throw Errors.invalid(
          "You must specify at least one of error handling or destination setting.");
    }
    synchronized (context.region()) {
      var function = existing(context, reference);
      var key = key(reference);
      var before = function.asyncConfigs.get(key);
      if (merge && before == null) {
        throw missing(function, key);
      }
      var kept = merge && before != null ? before : AsyncConfig.NONE;
      var destinations = input.object("DestinationConfig");
      var config =
          new AsyncConfig(
              input.has("MaximumRetryAttempts")
                  ? input.number("MaximumRetryAttempts")
                  : kept.retries(),
              input.has("MaximumEventAgeInSeconds")
                  ? input.number("MaximumEventAgeInSeconds")
                  : kept.maximumAge(),
              destination(context, function, destinations, "OnSuccess", kept.onSuccess()),
              destination(context, function, destinations, "OnFailure", kept.onFailure()),
              context.now());
      function.asyncConfigs.put(key, config);
      return view(function, key, config);
    }
  }

  private static @Nullable String destination(
      Context context,
      LambdaFunction function,
      @Nullable ObjectNode given,
      String name,
      @Nullable String kept) {
    if (given == null || !given.has(name)) {
      return given == null ? kept : null;
    }
    var arn = given.path(name).path("Destination").asText("");
    if (arn.isEmpty()) {
      return null;
    }
    if (!DESTINATION.matcher(arn).matches()) {
      throw Errors.invalid("The destination ARN %s is invalid.".formatted(arn));
    }
    if (arn.equals(function.arn)) {
      throw Errors.invalid("You can't specify the function as a destination for itself.");
    }
    var region = arn.split(":", 6)[3];
    if (!region.isEmpty() && !region.equals(context.region().name())) {
      throw Errors.invalid("The destination ARN %s is invalid.".formatted(arn));
    }
    return arn;
  }

  private static LambdaFunction existing(Context context, Reference reference) {
    var function = context.region().find(reference.name(), context.now());
    var qualifier = reference.qualifier();
    boolean there =
        function != null
            && (qualifier == null
                || function.aliases.containsKey(qualifier)
                || function.version(qualifier) != null);
    if (!there) {
      throw Errors.notFound("The function doesn't exist.");
    }
    return java.util.Objects.requireNonNull(function);
  }

  ObjectNode get(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    synchronized (context.region()) {
      var function = existing(context, reference);
      var key = key(reference);
      var config = function.asyncConfigs.get(key);
      if (config == null) {
        throw missing(function, key);
      }
      return view(function, key, config);
    }
  }

  @Nullable JsonNode delete(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    synchronized (context.region()) {
      var function = existing(context, reference);
      if (function.asyncConfigs.remove(key(reference)) == null) {
        throw missing(function, key(reference));
      }
      return null;
    }
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      var reference = context.reference(input.required("FunctionName"), null);
      var function = existing(context, reference.unqualified());
      return Page.of(
          input,
          List.copyOf(function.asyncConfigs.entrySet()),
          Map.Entry::getKey,
          entry -> view(function, entry.getKey(), entry.getValue()),
          "FunctionEventInvokeConfigs",
          Page.USUAL);
    }
  }

  /** The unqualified function and {@code $LATEST} are the same here. */
  static String key(Reference reference) {
    var qualifier = reference.qualifier();
    return qualifier == null ? Version.LATEST : qualifier;
  }

  private static AwsError missing(LambdaFunction function, String key) {
    return Errors.notFound(
        "The function %s:%s doesn't have an EventInvokeConfig".formatted(function.arn, key));
  }

  private static ObjectNode view(LambdaFunction function, String key, AsyncConfig config) {
    var view = Reply.object().put("FunctionArn", function.arn + ":" + key);
    view.set("LastModified", Times.epoch(config.modified()));
    if (config.retries() != null) {
      view.put("MaximumRetryAttempts", config.retries());
    }
    if (config.maximumAge() != null) {
      view.put("MaximumEventAgeInSeconds", config.maximumAge());
    }
    var destinations = view.putObject("DestinationConfig");
    Views.putIfPresent(destinations.putObject("OnSuccess"), "Destination", config.onSuccess());
    Views.putIfPresent(destinations.putObject("OnFailure"), "Destination", config.onFailure());
    return view;
  }
}
