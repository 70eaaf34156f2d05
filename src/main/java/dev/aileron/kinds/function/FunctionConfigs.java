package dev.aileron.kinds.function;

import dev.aileron.api.DurableSettings;
import dev.aileron.api.FunctionCode;
import dev.aileron.api.FunctionLogging;
import dev.aileron.api.FunctionSpec;
import dev.aileron.api.FunctionVpc;
import dev.aileron.kinds.function.FunctionConfig.Durable;
import dev.aileron.kinds.function.FunctionConfig.FileSystem;
import dev.aileron.kinds.function.FunctionConfig.Image;
import dev.aileron.kinds.function.FunctionConfig.Logging;
import dev.aileron.kinds.function.FunctionConfig.Vpc;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a spec says of the configuration; what it leaves out is as Lambda has it by itself. */
final class FunctionConfigs {
  private FunctionConfigs() {}

  static FunctionConfig of(FunctionSpec spec, String functionName, Variables variables) {
    return new FunctionConfig(
        text(spec.runtime()),
        text(spec.handler()),
        image(spec.code().image()),
        spec.memoryMB(),
        spec.timeoutSeconds(),
        spec.ephemeralStorageMB(),
        variables,
        text(spec.kmsKeyARN()),
        spec.layers(),
        spec.role().arn(),
        vpc(spec.vpc()),
        spec.fileSystems().stream().map(f -> new FileSystem(f.arn(), f.mountPath())).toList(),
        spec.tracing().name(),
        logging(spec.logging(), functionName),
        text(spec.deadLetterARN()),
        spec.snapStart().name(),
        durable(spec.durable()));
  }

  private static Image image(FunctionCode.@Nullable ImageCode image) {
    return image == null
        ? Image.NONE
        : new Image(image.command(), image.entryPoint(), text(image.workingDirectory()));
  }

  private static Vpc vpc(@Nullable FunctionVpc vpc) {
    return vpc == null
        ? Vpc.NONE
        : new Vpc(Set.copyOf(vpc.subnetIDs()), Set.copyOf(vpc.securityGroupIDs()), vpc.ipv6());
  }

  private static Logging logging(@Nullable FunctionLogging logging, String functionName) {
    if (logging == null) {
      return Logging.TEXT;
    }
    String named = text(logging.logGroup());
    String group = named.equals(Logging.groupOf(functionName)) ? "" : named;
    if (logging.format() != FunctionLogging.Format.JSON) {
      return new Logging(logging.format().name(), "", "", group);
    }
    return new Logging(
        logging.format().name(),
        level(logging.applicationLevel()),
        level(logging.systemLevel()),
        group);
  }

  private static String level(@Nullable Enum<?> level) {
    return level == null ? Logging.LEVEL : level.name();
  }

  private static Durable durable(@Nullable DurableSettings durable) {
    return durable == null
        ? Durable.NONE
        : new Durable(durable.executionTimeoutSeconds(), durable.retentionDays());
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
