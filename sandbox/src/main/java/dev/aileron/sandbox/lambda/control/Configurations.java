package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes configurations of what callers send, and refuses what the service refuses. */
final class Configurations {

  private static final int ENVIRONMENT_LIMIT = 4096;
  private static final Set<String> RESERVED_VARIABLES =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_ACCESS_KEY",
          "AWS_ACCESS_KEY_ID",
          "AWS_SECRET_ACCESS_KEY",
          "AWS_SESSION_TOKEN",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  private Configurations() {}

  /** The configuration of a new function. */
  static Configuration create(Context context, String name, Input input, Code code) {
    var empty =
        new Configuration(
            code,
            Objects.requireNonNullElse(input.text("PackageType"), "Zip"),
            null,
            null,
            input.required("Role"),
            "",
            3,
            128,
            512,
            List.of("x86_64"),
            null,
            null,
            "PassThrough",
            null,
            null,
            List.of(),
            null,
            null,
            "None",
            Reply.object().put("LogFormat", "Text").put("LogGroup", "/aws/lambda/" + name));
    var created = merge(context, empty, input);
    var architectures = input.texts("Architectures");
    return architectures.isEmpty() ? created : created.withCode(code, architectures);
  }

  /** The configuration after a change: what the input does not speak of stays. */
  static Configuration merge(Context context, Configuration before, Input input) {
    var environment = input.object("Environment");
    var snapStart = input.object("SnapStart");
    var tracing = input.object("TracingConfig");
    var deadLetter = input.object("DeadLetterConfig");
    var storage = input.object("EphemeralStorage");
    var vpc = input.object("VpcConfig");
    var merged =
        new Configuration(
            before.code(),
            before.packageType(),
            given(input.text("Runtime"), before.runtime()),
            given(input.text("Handler"), before.handler()),
            Objects.requireNonNull(given(input.text("Role"), before.role())),
            Objects.requireNonNull(given(input.text("Description"), before.description())),
            input.number("Timeout", before.timeout()),
            input.number("MemorySize", before.memory()),
            storage == null ? before.storage() : storage.path("Size").intValue(),
            before.architectures(),
            environment == null ? before.environment() : Input.map(environment.get("Variables")),
            emptied(given(input.text("KMSKeyArn"), before.kmsKey())),
            tracing == null ? before.tracing() : tracing.path("Mode").asText(before.tracing()),
            deadLetter == null
                ? before.deadLetter()
                : emptied(deadLetter.path("TargetArn").asText("")),
            vpc == null ? before.vpc() : vpc(context, vpc),
            input.has("Layers") ? input.texts("Layers") : before.layers(),
            given(input.node("FileSystemConfigs"), before.fileSystems()),
            given(input.object("ImageConfig"), before.image()),
            snapStart == null ? before.snapStart() : snapStart.path("ApplyOn").asText("None"),
            logging(before.logging(), input.object("LoggingConfig")));
    check(context, before, merged, input);
    return merged;
  }

  private static void check(
      Context context, Configuration before, Configuration merged, Input input) {
    if (input.has("Runtime")) {
      Runtimes.check(input.required("Runtime"));
    }
    if (merged.environment() != null && input.has("Environment")) {
      checkEnvironment(merged.environment());
    }
    if (input.has("Layers")) {
      LayerOperations.check(context, merged.layers());
    }
    var runtime = merged.runtime();
    if (merged.snapshots() && runtime != null && !Runtimes.snapshots(runtime)) {
      throw Errors.invalid(runtime + " is not supported for SnapStart enabled functions.");
    }
    if (merged.snapshots() && merged.storage() > 512) {
      throw Errors.invalid(
          "SnapStart does not support functions with more than 512 MB of ephemeral storage.");
    }
    if (before.packageType().equals("Image") && (input.has("Runtime") || input.has("Handler"))) {
      throw Errors.invalid(
          "Please don't provide Handler or Runtime or Layer when the intended function packageType"
              + " is Image.");
    }
  }

  private static void checkEnvironment(Map<String, String> variables) {
    var reserved = variables.keySet().stream().filter(RESERVED_VARIABLES::contains).toList();
    if (!reserved.isEmpty()) {
      throw Errors.invalid(
          ("Lambda was unable to configure your environment variables because the environment"
                  + " variables you have provided contains reserved keys that are currently not"
                  + " supported for modification. Reserved keys used in this request: %s")
              .formatted(String.join(", ", reserved)));
    }
    var object = Reply.object();
    variables.forEach(object::put);
    var measured = Reply.text(object);
    if (measured.getBytes(StandardCharsets.UTF_8).length > ENVIRONMENT_LIMIT) {
      throw Errors.invalid(
          "Lambda was unable to configure your environment variables because the environment"
              + " variables you have provided exceeded the 4KB limit. String measured: "
              + measured);
    }
  }

  private static ObjectNode vpc(Context context, ObjectNode given) {
    var shown = Reply.object();
    var subnets = Input.texts(given.get("SubnetIds"));
    var groups = Input.texts(given.get("SecurityGroupIds"));
    if (subnets.isEmpty() != groups.isEmpty()) {
      throw Errors.invalid(
          "SecurityGroupIds and SubnetIds must both be provided or both be empty.");
    }
    subnets.forEach(shown.putArray("SubnetIds")::add);
    groups.forEach(shown.putArray("SecurityGroupIds")::add);
    return shown
        .put("VpcId", subnets.isEmpty() ? "" : vpcId(context, subnets))
        .put("Ipv6AllowedForDualStack", given.path("Ipv6AllowedForDualStack").booleanValue());
  }

  /** Networks are not modelled: each first subnet has one of its own, always the same. */
  private static String vpcId(Context context, List<String> subnets) {
    var text = context.caller().accountId() + subnets.getFirst();
    var digest = CodeStore.sha256(text.getBytes(StandardCharsets.UTF_8));
    return "vpc-" + HexFormat.of().formatHex(digest).substring(0, 17);
  }

  private static ObjectNode logging(ObjectNode before, @Nullable ObjectNode given) {
    if (given == null) {
      return before;
    }
    var merged = before.deepCopy();
    given.properties().forEach(entry -> merged.set(entry.getKey(), entry.getValue()));
    if (merged.path("LogFormat").asText().equals("JSON")) {
      if (!merged.has("ApplicationLogLevel")) {
        merged.put("ApplicationLogLevel", "INFO");
      }
      if (!merged.has("SystemLogLevel")) {
        merged.put("SystemLogLevel", "INFO");
      }
      return merged;
    }
    if (given.has("ApplicationLogLevel") || given.has("SystemLogLevel")) {
      throw Errors.invalid(
          "Log Level is not supported when LogFormat is set to \"Text\". Remove Log Level from your"
              + " request or change the LogFormat to \"JSON\" and try again.");
    }
    merged.remove(Set.of("ApplicationLogLevel", "SystemLogLevel"));
    return merged;
  }

  /** Tags as a create request has them. */
  static void checkTags(Map<String, String> tags) {
    if (tags.size() > 50) {
      throw Errors.invalid("Number of tags exceeds resource tag limit.");
    }
  }

  /** Whether the input says what an archive needs to be run. */
  static void checkPackage(Input input, JsonNode code) {
    boolean image = "Image".equals(input.text("PackageType"));
    if (image && (input.has("Runtime") || input.has("Handler") || input.has("Layers"))) {
      throw Errors.invalid(
          "Please don't provide Handler or Runtime or Layer when the intended function packageType"
              + " is Image.");
    }
    if (!image && (!input.has("Runtime") || !input.has("Handler"))) {
      throw Errors.invalid(
          "Runtime and Handler are mandatory parameters for functions created with deployment"
              + " packages.");
    }
    var sources =
        Set.of("ZipFile", "S3Bucket", "ImageUri").stream()
            .filter(code::has)
            .collect(Collectors.toSet());
    if (sources.isEmpty()) {
      throw Errors.invalid("Please provide a source for function code.");
    }
    if (image != sources.contains("ImageUri")) {
      throw Errors.invalid(
          image
              ? "Please provide ImageUri when creating a function with packageType Image."
              : "Please don't provide ImageUri when creating a function with packageType Zip.");
    }
  }

  private static <T> @Nullable T given(@Nullable T value, @Nullable T otherwise) {
    return value == null ? otherwise : value;
  }

  private static @Nullable String emptied(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
