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

/** Code signing configurations. They are kept; nobody's signature is looked at. */
final class CodeSigningOperations {

  private static final int ID_LENGTH = 17;

  ObjectNode create(Context context, Input input) {
    synchronized (context.region()) {
      var id = "csc-" + context.region().newId().replace("-", "").substring(0, ID_LENGTH);
      var config =
          new CodeSigningConfig(
              context.region().arn("code-signing-config:" + id),
              id,
              Objects.requireNonNull(input.node("AllowedPublishers")),
              policy(input, "Warn"),
              Objects.requireNonNullElse(input.text("Description"), ""),
              Times.offset(context.now()));
      context.region().codeSigningConfigs.put(config.arn(), config);
      return wrapped(config);
    }
  }

  private static String policy(Input input, String otherwise) {
    var policies = input.object("CodeSigningPolicies");
    return policies == null
        ? otherwise
        : policies.path("UntrustedArtifactOnDeployment").asText(otherwise);
  }

  ObjectNode get(Context context, Input input) {
    synchronized (context.region()) {
      return wrapped(find(context, input));
    }
  }

  ObjectNode update(Context context, Input input) {
    synchronized (context.region()) {
      var before = find(context, input);
      var publishers = input.node("AllowedPublishers");
      var config =
          new CodeSigningConfig(
              before.arn(),
              before.id(),
              publishers == null ? before.publishers() : publishers,
              policy(input, before.policy()),
              Objects.requireNonNullElse(input.text("Description"), before.description()),
              Times.offset(context.now()));
      context.region().codeSigningConfigs.put(config.arn(), config);
      return wrapped(config);
    }
  }

  @Nullable JsonNode delete(Context context, Input input) {
    synchronized (context.region()) {
      var config = find(context, input);
      if (!users(context, config.arn()).isEmpty()) {
        throw Errors.conflict(
            "Cannot delete the code signing configuration because it is used by functions.");
      }
      context.region().codeSigningConfigs.remove(config.arn());
      return null;
    }
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      return Page.of(
          input,
          List.copyOf(context.region().codeSigningConfigs.values()),
          CodeSigningConfig::arn,
          CodeSigningOperations::view,
          "CodeSigningConfigs",
          Page.USUAL);
    }
  }

  ObjectNode listFunctions(Context context, Input input) {
    synchronized (context.region()) {
      var config = find(context, input);
      return Page.of(
          input, users(context, config.arn()), arn -> arn, arn -> arn, "FunctionArns", Page.USUAL);
    }
  }

  private static List<String> users(Context context, String arn) {
    return context.region().functions.values().stream()
        .filter(function -> arn.equals(function.codeSigningConfig))
        .map(function -> function.arn)
        .toList();
  }

  private static CodeSigningConfig find(Context context, Input input) {
    var arn = input.required("CodeSigningConfigArn");
    var config = context.region().codeSigningConfigs.get(arn);
    if (config == null) {
      // Recorded: this one does not say whose fault it is.
      throw new AwsError(
          404,
          "ResourceNotFoundException",
          "The Lambda code signing configuration %s can not be found.".formatted(arn),
          Map.of("Type", ""));
    }
    return config;
  }

  ObjectNode putOnFunction(Context context, Input input) {
    synchronized (context.region()) {
      var arn = input.required("CodeSigningConfigArn");
      if (!context.region().codeSigningConfigs.containsKey(arn)) {
        throw missing(arn);
      }
      var function = context.function(input.required("FunctionName"));
      function.codeSigningConfig = arn;
      return ofFunction(function);
    }
  }

  private static AwsError missing(String arn) {
    return Errors.notFound(
        "CodeSigningConfigNotFoundException",
        "The code signing configuration cannot be found. Check that the provided configuration is not deleted: %s."
            .formatted(arn));
  }

  ObjectNode getOfFunction(Context context, Input input) {
    synchronized (context.region()) {
      return ofFunction(context.function(input.required("FunctionName")));
    }
  }

  private static ObjectNode ofFunction(LambdaFunction function) {
    return function.codeSigningConfig == null
        ? Reply.object()
        : Reply.object()
            .put("CodeSigningConfigArn", function.codeSigningConfig)
            .put("FunctionName", function.name);
  }

  @Nullable JsonNode deleteFromFunction(Context context, Input input) {
    synchronized (context.region()) {
      context.function(input.required("FunctionName")).codeSigningConfig = null;
      return null;
    }
  }

  private static ObjectNode wrapped(CodeSigningConfig config) {
    var answer = Reply.object();
    answer.set("CodeSigningConfig", view(config));
    return answer;
  }

  private static ObjectNode view(CodeSigningConfig config) {
    var view =
        Reply.object()
            .put("CodeSigningConfigArn", config.arn())
            .put("CodeSigningConfigId", config.id())
            .put("Description", config.description())
            .put("LastModified", config.modified());
    view.set("AllowedPublishers", config.publishers());
    view.putObject("CodeSigningPolicies").put("UntrustedArtifactOnDeployment", config.policy());
    return view;
  }
}
