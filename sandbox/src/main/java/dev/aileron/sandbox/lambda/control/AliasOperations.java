package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aliases, with their weights. */
final class AliasOperations {

  ObjectNode create(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      var name = input.required("Name");
      var version = input.required("FunctionVersion");
      var weights = weights(input.object("RoutingConfig"));
      checkTargets(function, version, weights);
      if (function.aliases.containsKey(name)) {
        throw Errors.conflict("Alias already exists: " + function.arn + ":" + name);
      }
      var alias =
          new Alias(
              name,
              version,
              Objects.requireNonNullElse(input.text("Description"), ""),
              weights,
              context.region().newId(),
              context.now(),
              null);
      function.aliases.put(name, alias);
      return Views.alias(function, alias);
    }
  }

  ObjectNode get(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      var alias = function.aliases.get(input.required("Name"));
      if (alias == null) {
        throw Errors.notFound(
            "Cannot find alias arn: " + function.arn + ":" + input.required("Name"));
      }
      return Views.alias(function, alias);
    }
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      var version = input.text("FunctionVersion");
      var aliases =
          function.aliases.values().stream()
              .filter(alias -> version == null || alias.pointsAt(version))
              .toList();
      return Page.of(
          input,
          aliases,
          Alias::name,
          alias -> Views.alias(function, alias),
          "Aliases",
          Page.USUAL);
    }
  }

  ObjectNode update(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      var name = input.required("Name");
      var before = function.aliases.get(name);
      if (before == null) {
        throw Errors.notFound("Alias not found: " + function.arn + ":" + name);
      }
      context.requireRevision(input.text("RevisionId"), before.revisionId());
      var routing = input.object("RoutingConfig");
      var version = Objects.requireNonNullElse(input.text("FunctionVersion"), before.version());
      var weights = routing == null ? before.weights() : weights(routing);
      checkTargets(function, version, weights);
      requireUnprovisioned(function, name, version);
      var alias =
          new Alias(
              name,
              version,
              Objects.requireNonNullElse(input.text("Description"), before.description()),
              weights,
              context.region().newId(),
              context.now(),
              before.alone());
      function.aliases.put(name, alias);
      ConcurrencyOperations.moved(context, function, before, alias);
      return Views.alias(function, alias);
    }
  }

  private static void requireUnprovisioned(LambdaFunction function, String name, String version) {
    if (function.provisioned.containsKey(name) && function.provisioned.containsKey(version)) {
      throw Errors.conflict(
          "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned"
              + " version");
    }
  }

  @Nullable JsonNode delete(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      var name = input.required("Name");
      // Deleting one that is not there succeeds. Its URL stays and answers nobody any more.
      if (function.aliases.remove(name) != null) {
        function.policies.remove(name);
        function.provisioned.remove(name);
        function.asyncConfigs.remove(name);
      }
      return null;
    }
  }

  private static Map<String, Double> weights(@Nullable ObjectNode routing) {
    var weights = new LinkedHashMap<String, Double>();
    if (routing != null) {
      routing
          .path("AdditionalVersionWeights")
          .properties()
          .forEach(entry -> weights.put(entry.getKey(), entry.getValue().doubleValue()));
    }
    return weights;
  }

  private static void checkTargets(
      LambdaFunction function, String version, Map<String, Double> weights) {
    if (function.version(version) == null) {
      throw Errors.functionNotFound(function.arn + ":" + version);
    }
    if (weights.size() > 1) {
      throw Errors.invalid("Number of items in AdditionalVersionWeights cannot be greater than 1");
    }
    for (var other : weights.keySet()) {
      if (version.equals(Version.LATEST)) {
        throw Errors.invalid(
            "$LATEST is not supported for an alias pointing to more than 1 version");
      }
      if (other.equals(version)) {
        throw Errors.invalid(
            "Invalid function version %s. Function version %s is already included in routing configuration."
                .formatted(version, version));
      }
      checkPair(function, version, other);
    }
  }

  /**
   * Both versions of a weighted alias have the same role and the same dead-letter queue, or none.
   */
  private static void checkPair(LambdaFunction function, String version, String other) {
    var first = Objects.requireNonNull(function.version(version)).configuration();
    var second = function.version(other);
    if (second == null) {
      throw Errors.functionNotFound(function.arn + ":" + other);
    }
    if (!first.role().equals(second.configuration().role())) {
      throw Errors.invalid(
          "Alias with weights can not be used with versions that have different roles.");
    }
    if (!Objects.equals(first.deadLetter(), second.configuration().deadLetter())) {
      throw Errors.invalid(
          "Alias with weights can not be used with versions that have different dead-letter"
              + " queues.");
    }
  }
}
