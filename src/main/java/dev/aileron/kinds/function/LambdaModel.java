package dev.aileron.kinds.function;

import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ListFunctionsResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/**
 * Between this kind's words and the SDK's requests and responses. Lambda answers every operation on
 * a function with the same members, and the SDK makes a class of each answer; here they become one
 * again. Enumerations stay text: AWS adds words.
 */
final class LambdaModel {
  private LambdaModel() {}

  /** Says only what differs from what Lambda gives a function by itself. */
  static CreateFunctionRequest creation(FunctionDesired desired) {
    UpdateFunctionConfigurationRequest.Builder configuration =
        UpdateFunctionConfigurationRequest.builder().description(desired.description());
    for (FunctionField field : FunctionFields.set(desired.config())) {
      set(field, desired.config(), configuration);
    }
    return copy(configuration.build(), CreateFunctionRequest.builder())
        .functionName(desired.functionName())
        .architecturesWithStrings(desired.architecture())
        .tags(desired.tags())
        .code(code(desired.code()))
        // Publishing is a step of its own, once the function has settled.
        .publish(false)
        .build();
  }

  /** What stands in the configuration for a field; Lambda's members are the same everywhere. */
  private static void set(
      FunctionField field, FunctionConfig config, UpdateFunctionConfigurationRequest.Builder to) {
    switch (field) {
      case RUNTIME -> to.runtime(config.runtime());
      case HANDLER -> to.handler(config.handler());
      case MEMORY -> to.memorySize(config.memoryMB());
      case TIMEOUT -> to.timeout(config.timeoutSeconds());
      case ENV -> to.environment(e -> e.variables(config.variables().values()));
      case ROLE -> to.role(config.roleARN());
      case FUNCTION_NAME,
          DESCRIPTION,
          ARCHITECTURE,
          CODE,
          TAGS,
          RELEASE,
          DELETION_POLICY,
          SUSPEND,
          PROGRESS_DEADLINE -> {}
    }
  }

  private static FunctionCode code(CodePackage code) {
    return switch (code) {
      case CodePackage.Archive archive ->
          FunctionCode.builder().zipFile(SdkBytes.fromByteArray(archive.zip())).build();
      case CodePackage.S3Object s3 ->
          FunctionCode.builder()
              .s3Bucket(s3.bucket())
              .s3Key(s3.key())
              .s3ObjectVersion(s3.version())
              .build();
    };
  }

  /** Says only what is to change: the revision holds the rest. All of it to repeat an update. */
  static UpdateFunctionConfigurationRequest update(FunctionStep.UpdateConfiguration step) {
    UpdateFunctionConfigurationRequest.Builder request =
        UpdateFunctionConfigurationRequest.builder()
            .functionName(step.functionName())
            .description(step.description())
            .revisionId(step.revisionID());
    Set<FunctionField> changed =
        step.changed().isEmpty() ? FunctionField.configuration() : step.changed();
    changed.forEach(field -> set(field, step.config(), request));
    return request.build();
  }

  static UpdateFunctionCodeRequest update(FunctionStep.UpdateCode step) {
    FunctionCode code = code(step.code());
    return UpdateFunctionCodeRequest.builder()
        .functionName(step.functionName())
        .architecturesWithStrings(step.architecture())
        .revisionId(step.revisionID())
        .zipFile(code.zipFile())
        .s3Bucket(code.s3Bucket())
        .s3Key(code.s3Key())
        .s3ObjectVersion(code.s3ObjectVersion())
        // A version published by an update starts in Pending; ours is published when settled.
        .publish(false)
        .build();
  }

  /** {@code $LATEST} of any response that describes a function; without tags. */
  static Latest latest(SdkPojo response) {
    FunctionConfiguration function = configuration(response);
    return new Latest(
        text(function.functionArn()),
        config(function),
        text(function.description()),
        architecture(function),
        text(function.codeSha256()),
        null,
        text(function.revisionId()),
        text(function.stateAsString()),
        reason(function.stateReasonCodeAsString(), function.stateReason()),
        text(function.lastUpdateStatusAsString()),
        reason(function.lastUpdateStatusReasonCodeAsString(), function.lastUpdateStatusReason()),
        Map.of());
  }

  /** A version of any response that describes one. */
  static Version version(SdkPojo response) {
    FunctionConfiguration function = configuration(response);
    return new Version(
        text(function.version()),
        text(function.functionArn()),
        config(function),
        architecture(function),
        text(function.codeSha256()),
        text(function.stateAsString()),
        reason(function.stateReasonCodeAsString(), function.stateReason()),
        text(function.description()));
  }

  /** A page of ListFunctions. */
  static FunctionGateway.Page page(ListFunctionsResponse response) {
    return new FunctionGateway.Page(
        response.functions().stream()
            .map(function ->
                new FunctionGateway.Listed(
                    function.functionName(),
                    text(function.revisionId()),
                    text(function.codeSha256())))
            .toList(),
        response.nextMarker());
  }

  /** An alias of any response that describes one. */
  static Alias.Present alias(SdkPojo response) {
    AliasConfiguration alias = copy(response, AliasConfiguration.builder()).build();
    Map<String, Double> weights =
        alias.routingConfig() == null ? Map.of() : alias.routingConfig().additionalVersionWeights();
    return new Alias.Present(
        text(alias.aliasArn()),
        text(alias.functionVersion()),
        text(alias.revisionId()),
        Map.copyOf(weights));
  }

  private static FunctionConfiguration configuration(SdkPojo response) {
    return response instanceof FunctionConfiguration same
        ? same
        : copy(response, FunctionConfiguration.builder()).build();
  }

  /** Copies the members that both have, by their names on the wire. */
  private static <B extends SdkPojo> B copy(SdkPojo from, B to) {
    Map<String, SdkField<?>> members =
        from.sdkFields().stream()
            .collect(Collectors.toMap(SdkField::locationName, Function.identity(), (a, _) -> a));
    for (SdkField<?> member : to.sdkFields()) {
      SdkField<?> source = members.get(member.locationName());
      if (source != null) {
        member.set(to, source.getValueOrDefault(from));
      }
    }
    return to;
  }

  private static FunctionConfig config(FunctionConfiguration function) {
    Map<String, String> variables =
        function.environment() == null ? Map.of() : function.environment().variables();
    return new FunctionConfig(
        text(function.runtimeAsString()),
        text(function.handler()),
        number(function.memorySize()),
        number(function.timeout()),
        new Variables(variables),
        text(function.role()));
  }

  private static String architecture(FunctionConfiguration function) {
    List<String> architectures = function.architecturesAsStrings();
    return architectures.isEmpty() ? "x86_64" : architectures.getFirst();
  }

  private static String reason(@Nullable String code, @Nullable String text) {
    return code == null ? text(text) : code + ": " + text(text);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }
}
