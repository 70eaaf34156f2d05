package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.Objects;
import java.util.stream.Stream;

/** The account's limits, and what is set on a function beside its configuration. */
final class AccountOperations {

  /** 300 GB of unzipped code; this counts zipped bytes, which is what is known. */
  private static final long TOTAL_CODE_SIZE = 322_122_547_200L;

  ObjectNode settings(Context context, Input input) {
    synchronized (context.region()) {
      var functions = context.region().functions.values();
      long used =
          functions.stream()
              .flatMap(function ->
                  Stream.concat(Stream.of(function.latest), function.versions.values().stream()))
              .mapToLong(version -> version.configuration().code().size())
              .sum();
      var answer = Reply.object();
      answer
          .putObject("AccountLimit")
          .put("TotalCodeSize", TOTAL_CODE_SIZE)
          .put("CodeSizeUnzipped", CodeStore.UNZIPPED_LIMIT)
          .put("CodeSizeZipped", CodeStore.ZIPPED_LIMIT)
          .put("ConcurrentExecutions", ConcurrencyOperations.ACCOUNT_LIMIT)
          .put(
              "UnreservedConcurrentExecutions",
              ConcurrencyOperations.ACCOUNT_LIMIT - ConcurrencyOperations.reservedSum(context));
      answer
          .putObject("AccountUsage")
          .put("TotalCodeSize", used)
          .put("FunctionCount", functions.size());
      return answer;
    }
  }

  ObjectNode putRuntimeManagement(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    var mode = input.required("UpdateRuntimeOn");
    boolean manual = mode.equals("Manual");
    if (manual != input.has("RuntimeVersionArn")) {
      throw Errors.invalid(
          manual
              ? "The runtime version ARN must be specified when UpdateRuntimeOn is Manual."
              : "The runtime version ARN can only be specified when UpdateRuntimeOn is Manual.");
    }
    synchronized (context.region()) {
      var function = context.function(reference);
      var version = context.version(function, reference);
      var view =
          Reply.object()
              .put("FunctionArn", function.arn + ":" + version.number())
              .put("UpdateRuntimeOn", mode);
      Views.putIfPresent(view, "RuntimeVersionArn", input.text("RuntimeVersionArn"));
      function.runtimeManagement.put(version.number(), view);
      return view;
    }
  }

  ObjectNode getRuntimeManagement(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    synchronized (context.region()) {
      var function = context.function(reference);
      var version = context.version(function, reference);
      return function.runtimeManagement.get(version.number()) instanceof ObjectNode set
          ? set
          : Reply.object()
              .put("FunctionArn", function.arn + ":" + version.number())
              .put("UpdateRuntimeOn", "Auto");
    }
  }

  ObjectNode putRecursion(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      function.recursiveLoop = Objects.requireNonNull(input.text("RecursiveLoop"));
      return Reply.object().put("RecursiveLoop", function.recursiveLoop);
    }
  }

  ObjectNode getRecursion(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      return Reply.object().put("RecursiveLoop", function.recursiveLoop);
    }
  }
}
