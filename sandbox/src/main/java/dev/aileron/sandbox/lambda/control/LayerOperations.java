package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.control.FunctionOperations.Locations;
import dev.aileron.sandbox.lambda.control.Layer.LayerVersion;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Layers and their versions. Their permissions are not modelled. */
final class LayerOperations {

  private static final int LIMIT = 5;

  private final CodeStore store;
  private final Locations locations;

  LayerOperations(CodeStore store, Locations locations) {
    this.store = store;
    this.locations = locations;
  }

  ObjectNode publish(Context context, Input input) throws InterruptedException {
    var name = name(input.required("LayerName"));
    var content = Objects.requireNonNull(input.object("Content"));
    var code = code(context, content);
    synchronized (context.region()) {
      var region = context.region();
      var layer = region.layers.computeIfAbsent(name, n -> new Layer(region.arn("layer:" + n)));
      int number = layer.all.isEmpty() ? 1 : layer.all.lastKey() + 1;
      var version =
          new LayerVersion(
              number,
              code,
              Objects.requireNonNullElse(input.text("Description"), ""),
              input.text("LicenseInfo"),
              input.texts("CompatibleRuntimes"),
              input.texts("CompatibleArchitectures"),
              Times.offset(context.now()));
      layer.versions.put(number, version);
      layer.all.put(number, version);
      return full(layer, version);
    }
  }

  private Code code(Context context, ObjectNode content) throws InterruptedException {
    if (content.has("ZipFile")) {
      return store.direct(Base64.getDecoder().decode(content.get("ZipFile").asText()));
    }
    var version = content.path("S3ObjectVersion").asText("");
    return store.fromS3(
        context.caller(),
        content.path("S3Bucket").asText(),
        content.path("S3Key").asText(),
        version.isEmpty() ? null : version);
  }

  ObjectNode get(Context context, Input input) {
    synchronized (context.region()) {
      return find(context, name(input.required("LayerName")), input.number("VersionNumber", 0));
    }
  }

  ObjectNode getByArn(Context context, Input input) {
    var parts = input.required("Arn").split(":", -1);
    synchronized (context.region()) {
      return find(context, parts[6], Integer.parseInt(parts[7]));
    }
  }

  private ObjectNode find(Context context, String name, int number) {
    var layer = context.region().layers.get(name);
    var version = layer == null ? null : layer.versions.get(number);
    if (layer == null || version == null) {
      throw Errors.notFound("The resource you requested does not exist.");
    }
    return full(layer, version);
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      var layers =
          context.region().layers.entrySet().stream()
              .filter(entry -> !entry.getValue().versions.isEmpty())
              .toList();
      return Page.of(
          input,
          layers,
          entry -> entry.getKey(),
          entry -> {
            var view =
                Reply.object()
                    .put("LayerName", entry.getKey())
                    .put("LayerArn", entry.getValue().arn);
            view.set(
                "LatestMatchingVersion",
                brief(entry.getValue(), entry.getValue().versions.lastEntry().getValue()));
            return view;
          },
          "Layers",
          Page.USUAL);
    }
  }

  ObjectNode listVersions(Context context, Input input) {
    synchronized (context.region()) {
      var layer = context.region().layers.get(name(input.required("LayerName")));
      var versions =
          layer == null
              ? List.<LayerVersion>of()
              : new ArrayList<>(layer.versions.descendingMap().values());
      return Page.of(
          input,
          versions,
          version -> "%010d".formatted(Integer.MAX_VALUE - version.number()),
          version -> brief(Objects.requireNonNull(layer), version),
          "LayerVersions",
          Page.USUAL);
    }
  }

  @Nullable JsonNode delete(Context context, Input input) {
    synchronized (context.region()) {
      var layer = context.region().layers.get(name(input.required("LayerName")));
      if (layer != null) {
        layer.versions.remove(input.number("VersionNumber", 0));
      }
      return null;
    }
  }

  private ObjectNode full(Layer layer, LayerVersion version) {
    var view = brief(layer, version).put("LayerArn", layer.arn);
    view.putObject("Content")
        .put("CodeSha256", version.code().sha256())
        .put("CodeSize", version.code().size())
        .put("Location", locations.of(version.code()));
    return view;
  }

  private static ObjectNode brief(Layer layer, LayerVersion version) {
    var view =
        Reply.object()
            .put("LayerVersionArn", layer.arn + ":" + version.number())
            .put("Version", version.number())
            .put("Description", version.description())
            .put("CreatedDate", version.created());
    Views.putIfPresent(view, "LicenseInfo", version.license());
    version.runtimes().forEach(view.putArray("CompatibleRuntimes")::add);
    if (!version.architectures().isEmpty()) {
      version.architectures().forEach(view.putArray("CompatibleArchitectures")::add);
    }
    return view;
  }

  private static String name(String nameOrArn) {
    return nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
  }

  /** Whether a function may have these layers. */
  static void check(Context context, List<String> arns) {
    if (arns.size() > LIMIT) {
      throw Errors.invalid("Cannot reference more than 5 layers.");
    }
    for (var arn : arns) {
      checkOne(context, arn);
    }
    for (int i = 0; i < arns.size(); i++) {
      for (int j = i + 1; j < arns.size(); j++) {
        if (unversioned(arns.get(i)).equals(unversioned(arns.get(j)))) {
          throw Errors.invalid(
              ("Two different versions of the same layer are not allowed to be referenced in the"
                      + " same function. %s and %s are versions of the same layer.")
                  .formatted(arns.get(i), arns.get(j)));
        }
      }
    }
  }

  private static void checkOne(Context context, String arn) {
    var parts = arn.split(":", -1);
    if (!parts[3].equals(context.region().name())) {
      throw Errors.invalid(
          "Layers are not in the same region as the function. Layers are expected to be in region %s."
              .formatted(context.region().name()));
    }
    var layer = context.region().layers.get(parts[6]);
    if (layer == null || !layer.versions.containsKey(Integer.valueOf(parts[7]))) {
      throw Errors.invalid("Layer version %s does not exist.".formatted(arn));
    }
  }

  private static String unversioned(String arn) {
    return arn.substring(0, arn.lastIndexOf(':'));
  }

  static long size(LambdaRegion region, String arn) {
    var version = version(region, arn);
    return version == null ? 0 : version.code().size();
  }

  /** A layer's version, deleted or not: functions that have it keep it. */
  static @Nullable LayerVersion version(LambdaRegion region, String arn) {
    var parts = arn.split(":", -1);
    var layer = region.layers.get(parts[6]);
    return layer == null ? null : layer.all.get(Integer.valueOf(parts[7]));
  }
}
