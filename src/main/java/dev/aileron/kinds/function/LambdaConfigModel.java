package dev.aileron.kinds.function;

import dev.aileron.kinds.function.FunctionConfig.Durable;
import dev.aileron.kinds.function.FunctionConfig.FileSystem;
import dev.aileron.kinds.function.FunctionConfig.Image;
import dev.aileron.kinds.function.FunctionConfig.Logging;
import dev.aileron.kinds.function.FunctionConfig.Vpc;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.DurableConfig;
import software.amazon.awssdk.services.lambda.model.FileSystemConfig;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.ImageConfig;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * Between {@link FunctionConfig} and the members that Lambda's requests and answers have for it.
 * Taking something away has a form of its own for each: an empty list, an empty text, the default
 * said aloud. What is left out of a request stays as it was.
 */
final class LambdaConfigModel {
  private LambdaConfigModel() {}

  /** Puts a field of the configuration into a request. */
  static void set(
      FunctionField field,
      FunctionConfig config,
      String functionName,
      UpdateFunctionConfigurationRequest.Builder to) {
    switch (field) {
      case RUNTIME -> to.runtime(unlessEmpty(config.runtime()));
      case HANDLER -> to.handler(unlessEmpty(config.handler()));
      case IMAGE -> {
        // Of a function with an archive Lambda takes no such member, not even an empty one.
        if (config.isImage()) {
          to.imageConfig(image(config.image()));
        }
      }
      case MEMORY -> to.memorySize(config.memoryMB());
      case TIMEOUT -> to.timeout(config.timeoutSeconds());
      case EPHEMERAL_STORAGE -> to.ephemeralStorage(e -> e.size(config.ephemeralStorageMB()));
      case ENV -> to.environment(e -> e.variables(config.variables().values()));
      case KMS_KEY -> to.kmsKeyArn(config.kmsKeyARN());
      case LAYERS -> {
        // Of a function with an image Lambda takes no such member, not even an empty one.
        if (!config.isImage()) {
          to.layers(config.layers());
        }
      }
      case ROLE -> to.role(config.roleARN());
      case VPC ->
          to.vpcConfig(v ->
              v.subnetIds(config.vpc().subnetIDs())
                  .securityGroupIds(config.vpc().securityGroupIDs())
                  .ipv6AllowedForDualStack(config.vpc().ipv6()));
      case FILE_SYSTEMS ->
          to.fileSystemConfigs(
              config.fileSystems().stream()
                  .map(f ->
                      FileSystemConfig.builder().arn(f.arn()).localMountPath(f.mountPath()).build())
                  .toList());
      case TRACING -> to.tracingConfig(t -> t.mode(config.tracing()));
      case LOGGING -> to.loggingConfig(logging(config.logging(), functionName));
      case DEAD_LETTER -> to.deadLetterConfig(d -> d.targetArn(config.deadLetterARN()));
      case SNAP_START -> to.snapStart(s -> s.applyOn(config.snapStart()));
      case DURABLE -> {
        // It can be changed and never taken away.
        if (!config.durable().equals(Durable.NONE)) {
          to.durableConfig(d ->
              d.executionTimeout(config.durable().executionTimeoutSeconds())
                  .retentionPeriodInDays(config.durable().retentionDays()));
        }
      }
      case FUNCTION_NAME,
          RUNTIME_UPDATES,
          RUNTIME_VERSION,
          CODE_SIGNING,
          DESCRIPTION,
          ARCHITECTURE,
          CODE,
          TENANCY,
          TAGS,
          RELEASE,
          DELETION_POLICY,
          ADOPTION_POLICY,
          DRIFT_POLICY,
          SUSPEND,
          PROGRESS_DEADLINE ->
          throw new IllegalArgumentException(field.path() + " is no part of the configuration");
    }
  }

  private static ImageConfig image(Image image) {
    return ImageConfig.builder()
        .command(image.command())
        .entryPoint(image.entryPoint())
        .workingDirectory(image.workingDirectory())
        .build();
  }

  /** Levels are refused for text, also empty ones. */
  private static LoggingConfig logging(Logging logging, String functionName) {
    return LoggingConfig.builder()
        .logFormat(logging.format())
        .applicationLogLevel(unlessEmpty(logging.applicationLevel()))
        .systemLogLevel(unlessEmpty(logging.systemLevel()))
        .logGroup(logging.group().isEmpty() ? Logging.groupOf(functionName) : logging.group())
        .build();
  }

  /** The configuration that an answer tells of. */
  static FunctionConfig of(FunctionConfiguration function) {
    FunctionConfig defaults = FunctionConfig.DEFAULTS;
    Map<String, String> variables =
        function.environment() == null ? Map.of() : function.environment().variables();
    return new FunctionConfig(
        text(function.runtimeAsString()),
        text(function.handler()),
        image(function),
        or(function.memorySize(), defaults.memoryMB()),
        or(function.timeout(), defaults.timeoutSeconds()),
        function.ephemeralStorage() == null
            ? defaults.ephemeralStorageMB()
            : or(function.ephemeralStorage().size(), defaults.ephemeralStorageMB()),
        new Variables(variables),
        text(function.kmsKeyArn()),
        function.layers().stream().map(Layer::arn).toList(),
        text(function.role()),
        vpc(function.vpcConfig()),
        function.fileSystemConfigs().stream()
            .map(f -> new FileSystem(text(f.arn()), text(f.localMountPath())))
            .toList(),
        function.tracingConfig() == null
            ? defaults.tracing()
            : or(function.tracingConfig().modeAsString(), defaults.tracing()),
        logging(function.loggingConfig(), text(function.functionName())),
        function.deadLetterConfig() == null ? "" : text(function.deadLetterConfig().targetArn()),
        function.snapStart() == null
            ? defaults.snapStart()
            : or(function.snapStart().applyOnAsString(), defaults.snapStart()),
        durable(function.durableConfig()));
  }

  private static Image image(FunctionConfiguration function) {
    ImageConfig config =
        function.imageConfigResponse() == null
            ? null
            : function.imageConfigResponse().imageConfig();
    return config == null
        ? Image.NONE
        : new Image(config.command(), config.entryPoint(), text(config.workingDirectory()));
  }

  /** A function that was taken out of its network has a member with nothing in it. */
  private static Vpc vpc(@Nullable VpcConfigResponse vpc) {
    return vpc == null || vpc.subnetIds().isEmpty()
        ? Vpc.NONE
        : new Vpc(
            Set.copyOf(vpc.subnetIds()),
            Set.copyOf(vpc.securityGroupIds()),
            Boolean.TRUE.equals(vpc.ipv6AllowedForDualStack()));
  }

  private static Logging logging(@Nullable LoggingConfig logging, String functionName) {
    if (logging == null) {
      return Logging.TEXT;
    }
    String group = text(logging.logGroup());
    String format = or(logging.logFormatAsString(), Logging.TEXT.format());
    Logging shown =
        new Logging(
            format,
            text(logging.applicationLogLevelAsString()),
            text(logging.systemLogLevelAsString()),
            group.equals(Logging.groupOf(functionName)) ? "" : group);
    return shown.isJSON() ? shown : new Logging(format, "", "", shown.group());
  }

  private static Durable durable(@Nullable DurableConfig durable) {
    return durable == null
        ? Durable.NONE
        : new Durable(or(durable.executionTimeout(), 0), or(durable.retentionPeriodInDays(), 0));
  }

  private static @Nullable String unlessEmpty(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String text(@Nullable String value) {
    return or(value, "");
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return Objects.requireNonNullElse(value, otherwise);
  }
}
