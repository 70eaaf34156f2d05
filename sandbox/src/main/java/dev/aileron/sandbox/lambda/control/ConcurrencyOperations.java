package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reserved and provisioned concurrency. */
final class ConcurrencyOperations {

  /** Of a new account with the default quota. */
  static final int ACCOUNT_LIMIT = 1000;

  /** What must stay for functions that reserve nothing. */
  static final int UNRESERVED_FLOOR = 100;

  ObjectNode put(Context context, Input input) {
    var reference = functionOnly(context, input);
    synchronized (context.region()) {
      var function = context.function(reference);
      int wanted = input.number("ReservedConcurrentExecutions", 0);
      int others = reservedSum(context) - Objects.requireNonNullElse(function.reserved, 0);
      if (wanted > 0 && ACCOUNT_LIMIT - others - wanted < UNRESERVED_FLOOR) {
        // Recorded: this one does not say whose fault it is.
        throw new AwsError(
            400,
            "InvalidParameterValueException",
            belowFloor("ReservedConcurrentExecutions"),
            Map.of("Type", ""));
      }
      if (wanted < function.provisionedSum()) {
        throw Errors.invalid(
            "ReservedConcurrentExecutions  %d should not be lower than function's total provisioned concurrency [%d]."
                .formatted(wanted, function.provisionedSum()));
      }
      function.reserved = wanted;
      return Reply.object().put("ReservedConcurrentExecutions", wanted);
    }
  }

  private static String belowFloor(String what) {
    return "Specified %s for function decreases account's UnreservedConcurrentExecution below its minimum value of [%d]."
        .formatted(what, UNRESERVED_FLOOR);
  }

  static int reservedSum(Context context) {
    return context.region().functions.values().stream()
        .mapToInt(function -> Objects.requireNonNullElse(function.reserved, 0))
        .sum();
  }

  ObjectNode get(Context context, Input input) {
    var reference = functionOnly(context, input);
    synchronized (context.region()) {
      var function = context.function(reference);
      return function.reserved == null
          ? Reply.object()
          : Reply.object().put("ReservedConcurrentExecutions", function.reserved);
    }
  }

  @Nullable JsonNode delete(Context context, Input input) {
    var reference = functionOnly(context, input);
    synchronized (context.region()) {
      context.function(reference).reserved = null;
      return null;
    }
  }

  private static Reference functionOnly(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), null);
    if (reference.qualifier() != null) {
      throw Errors.invalid(
          "This operation is permitted on Lambda functions only. Aliases and versions do not"
              + " support this operation. Please specify either a function name or an unqualified"
              + " function ARN.");
    }
    return reference;
  }

  ObjectNode putProvisioned(Context context, Input input) {
    var reference = published(context, input);
    synchronized (context.region()) {
      var function = context.function(reference.unqualified());
      var qualifier = context.existing(function, reference);
      int wanted = input.number("ProvisionedConcurrentExecutions", 0);
      requireSingle(function, qualifier);
      requireRoom(context, function, qualifier, wanted);
      var config = new Provisioned(wanted, context.now(), readyAt(context));
      function.provisioned.put(qualifier, config);
      return view(config, context)
          .put("Status", "IN_PROGRESS")
          .put("AvailableProvisionedConcurrentExecutions", 0)
          .put("AllocatedProvisionedConcurrentExecutions", 0);
    }
  }

  /** A version is kept ready either by itself or through one alias. */
  private static void requireSingle(LambdaFunction function, String qualifier) {
    var alias = function.aliases.get(qualifier);
    if (alias != null && function.provisioned.containsKey(alias.version())) {
      throw Errors.conflict(
          "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned"
              + " version");
    }
    if (alias != null && !alias.weights().isEmpty()) {
      throw Errors.invalid(
          "Provisioned Concurrency cannot be configured for an alias that routes to more than one"
              + " version.");
    }
    boolean pointed =
        function.provisioned.keySet().stream()
            .map(function.aliases::get)
            .filter(Objects::nonNull)
            .filter(other -> !other.name().equals(qualifier))
            .anyMatch(other -> other.pointsAt(alias == null ? qualifier : alias.version()));
    if (pointed) {
      throw Errors.conflict("Version is pointed by a Provisioned Concurrency alias");
    }
  }

  private static void requireRoom(
      Context context, LambdaFunction function, String qualifier, int wanted) {
    var before = function.provisioned.get(qualifier);
    int others = function.provisionedSum() - (before == null ? 0 : before.requested());
    if (function.reserved != null && others + wanted > function.reserved) {
      throw Errors.invalid(
          "Requested Provisioned Concurrency should not be greater than the"
              + " reservedConcurrentExecution for function");
    }
    if (function.reserved == null
        && ACCOUNT_LIMIT - reservedSum(context) - others - wanted < UNRESERVED_FLOOR) {
      throw Errors.invalid(belowFloor("ConcurrentExecutions"));
    }
  }

  /** An alias that moves has its environments made anew for the version it points at now. */
  static void moved(Context context, LambdaFunction function, Alias before, Alias after) {
    var config = function.provisioned.get(after.name());
    if (config != null && !before.version().equals(after.version())) {
      function.provisioned.put(
          after.name(),
          new Provisioned(config.requested(), config.lastModified(), readyAt(context)));
    }
  }

  private static java.time.Instant readyAt(Context context) {
    return context.now().plus(context.settings().settle().provisioned());
  }

  ObjectNode getProvisioned(Context context, Input input) {
    var reference = published(context, input);
    synchronized (context.region()) {
      var function = context.function(reference.unqualified());
      var config = function.provisioned.get(context.existing(function, reference));
      if (config == null) {
        throw Errors.notFound(
            "ProvisionedConcurrencyConfigNotFoundException",
            "No Provisioned Concurrency Config found for this function");
      }
      return view(config, context);
    }
  }

  @Nullable JsonNode deleteProvisioned(Context context, Input input) {
    var reference = published(context, input);
    synchronized (context.region()) {
      var function = context.function(reference.unqualified());
      function.provisioned.remove(context.existing(function, reference));
      return null;
    }
  }

  ObjectNode listProvisioned(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      return Page.of(
          input,
          List.copyOf(function.provisioned.entrySet()),
          Map.Entry::getKey,
          entry ->
              view(entry.getValue(), context)
                  .put("FunctionArn", function.arn + ":" + entry.getKey()),
          "ProvisionedConcurrencyConfigs",
          Page.USUAL);
    }
  }

  private static Reference published(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    if (Version.LATEST.equals(reference.qualifier())) {
      throw Errors.invalid(
          "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
    }
    return reference;
  }

  private static ObjectNode view(Provisioned config, Context context) {
    boolean ready = config.isReady(context.now());
    int allocated = ready ? config.requested() : 0;
    return Reply.object()
        .put("RequestedProvisionedConcurrentExecutions", config.requested())
        .put("AvailableProvisionedConcurrentExecutions", allocated)
        .put("AllocatedProvisionedConcurrentExecutions", allocated)
        .put("Status", ready ? "READY" : "IN_PROGRESS")
        .put("LastModified", Times.seconds(config.lastModified()));
  }
}
