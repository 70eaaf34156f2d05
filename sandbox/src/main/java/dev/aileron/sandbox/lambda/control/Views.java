package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Functions and aliases as answers show them. */
final class Views {

  private static final String CREATING = "The function is being created.";

  private Views() {}

  /**
   * A version as everything but the lists shows it.
   *
   * @param arn as it was asked for
   */
  static ObjectNode full(
      LambdaRegion region, LambdaFunction function, Version version, String arn) {
    var view = listed(region, function, version, arn);
    view.put("State", version.state());
    switch (version.state()) {
      case "Pending" -> view.put("StateReason", CREATING).put("StateReasonCode", "Creating");
      case "Inactive" ->
          view.put("StateReason", "The function is idle.").put("StateReasonCode", "Idle");
      default -> putUpdate(view, version);
    }
    var runtime = version.configuration().runtime();
    if (runtime != null) {
      view.putObject("RuntimeVersionConfig")
          .put("RuntimeVersionArn", runtimeArn(region.name(), runtime));
    }
    return view;
  }

  private static void putUpdate(ObjectNode view, Version version) {
    if (version.isUpdating()) {
      view.put("LastUpdateStatus", "InProgress")
          .put("LastUpdateStatusReason", CREATING)
          .put("LastUpdateStatusReasonCode", "Creating");
    } else {
      view.put("LastUpdateStatus", "Successful");
    }
  }

  /** A version as lists show it: without its state. */
  static ObjectNode listed(
      LambdaRegion region, LambdaFunction function, Version version, String arn) {
    var configuration = version.configuration();
    var view =
        Reply.object()
            .put("FunctionName", function.name)
            .put("FunctionArn", arn)
            .put("Version", version.number())
            .put("RevisionId", version.revisionId())
            .put("LastModified", Times.offset(version.lastModified()))
            .put("CodeSha256", configuration.code().sha256())
            .put("CodeSize", configuration.code().size())
            .put("PackageType", configuration.packageType())
            .put("Role", configuration.role())
            .put("Description", configuration.description())
            .put("Timeout", configuration.timeout())
            .put("MemorySize", configuration.memory());
    putIfPresent(view, "Runtime", configuration.runtime());
    putIfPresent(view, "Handler", configuration.handler());
    putIfPresent(view, "KMSKeyArn", configuration.kmsKey());
    configuration.architectures().forEach(view.putArray("Architectures")::add);
    view.putObject("EphemeralStorage").put("Size", configuration.storage());
    view.putObject("TracingConfig").put("Mode", configuration.tracing());
    view.set("LoggingConfig", configuration.logging());
    view.putObject("SnapStart")
        .put("ApplyOn", configuration.snapStart())
        .put("OptimizationStatus", optimized(version) ? "On" : "Off");
    putOptional(view, region, configuration);
    return view;
  }

  private static boolean optimized(Version version) {
    return version.configuration().snapshots() && !version.isLatest() && !version.isPending();
  }

  private static void putOptional(
      ObjectNode view, LambdaRegion region, Configuration configuration) {
    var environment = configuration.environment();
    if (environment != null) {
      put(view.putObject("Environment").putObject("Variables"), environment);
    }
    if (configuration.deadLetter() != null) {
      view.putObject("DeadLetterConfig").put("TargetArn", configuration.deadLetter());
    }
    if (configuration.vpc() != null) {
      view.set("VpcConfig", configuration.vpc());
    }
    if (configuration.fileSystems() != null) {
      view.set("FileSystemConfigs", configuration.fileSystems());
    }
    if (configuration.image() != null) {
      view.putObject("ImageConfigResponse").set("ImageConfig", configuration.image());
    }
    if (!configuration.layers().isEmpty()) {
      var layers = view.putArray("Layers");
      for (var arn : configuration.layers()) {
        layers.addObject().put("Arn", arn).put("CodeSize", LayerOperations.size(region, arn));
      }
    }
  }

  static ObjectNode alias(LambdaFunction function, Alias alias) {
    var view =
        Reply.object()
            .put("AliasArn", function.arn + ":" + alias.name())
            .put("Name", alias.name())
            .put("FunctionVersion", alias.version())
            .put("Description", alias.description())
            .put("RevisionId", alias.revisionId());
    if (!alias.weights().isEmpty()) {
      alias
          .weights()
          .forEach(view.putObject("RoutingConfig").putObject("AdditionalVersionWeights")::put);
    }
    return view;
  }

  static void put(ObjectNode object, Map<String, String> entries) {
    entries.forEach(object::put);
  }

  static void putIfPresent(
      ObjectNode view, String name, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      view.put(name, value);
    }
  }

  /** One runtime version for ever: runtimes are what is installed on this machine. */
  static String runtimeArn(String region, String runtime) {
    var id = HexFormat.of().formatHex(CodeStore.sha256(runtime.getBytes(StandardCharsets.UTF_8)));
    return "arn:aws:lambda:%s::runtime:%s".formatted(region, id);
  }
}
