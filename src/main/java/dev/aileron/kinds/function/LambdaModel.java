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
import software.amazon.awssdk.services.lambda.model.PackageType;
import software.amazon.awssdk.services.lambda.model.TenancyConfig;
import software.amazon.awssdk.services.lambda.model.TenantIsolationMode;
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
      LambdaConfigModel.set(field, desired.config(), desired.functionName(), configuration);
    }
    return copy(configuration.build(), CreateFunctionRequest.builder())
        .functionName(desired.functionName())
        .architecturesWithStrings(desired.architecture())
        .tags(desired.creationTags())
        .code(code(desired.code()))
        .packageType(desired.config().isImage() ? PackageType.IMAGE : PackageType.ZIP)
        .tenancyConfig(tenancy(desired))
        .codeSigningConfigArn(
            desired.codeSigningConfigARN().isEmpty() ? null : desired.codeSigningConfigARN())
        .publish(desired.isPublishedAtOnce())
        .build();
  }

  private static @Nullable TenancyConfig tenancy(FunctionDesired desired) {
    return desired.isPerTenant()
        ? TenancyConfig.builder().tenantIsolationMode(TenantIsolationMode.PER_TENANT).build()
        : null;
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
      case CodePackage.Image image -> FunctionCode.builder().imageUri(image.uri()).build();
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
    changed.stream()
        .filter(FunctionField::isConfiguration)
        .forEach(
            field -> LambdaConfigModel.set(field, step.config(), step.functionName(), request));
    return request.build();
  }

  static UpdateFunctionCodeRequest update(FunctionStep.UpdateCode step) {
    FunctionCode code = code(step.code());
    return UpdateFunctionCodeRequest.builder()
        .functionName(step.functionName())
        .architecturesWithStrings(step.architecture())
        .imageUri(code.imageUri())
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
        LambdaConfigModel.of(function),
        text(function.description()),
        architecture(function),
        text(function.codeSha256()),
        null,
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
    String number = text(function.version());
    String arn = text(function.functionArn());
    return new Version(
        number,
        // CreateFunction names the version it published, and gives the ARN of the function.
        arn.endsWith(":" + number) ? arn : arn + ":" + number,
        LambdaConfigModel.of(function),
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
}
