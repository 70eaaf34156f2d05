package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Versions: publish, list, delete. */
final class VersionOperations {

  ObjectNode publish(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      context.requireSettled(function);
      context.requireRevision(input.text("RevisionId"), function.latest.revisionId());
      var configuration = function.latest.configuration();
      requireSameCode(input.text("CodeSha256"), configuration);
      var description = input.text("Description");
      var frozen = description == null ? configuration : configuration.withDescription(description);
      var settles = frozen.snapshots() ? context.creating(frozen) : null;
      var version = publish(context, function, frozen, settles);
      return Views.full(context.region(), function, version, function.arn + ":" + version.number());
    }
  }

  private static void requireSameCode(@Nullable String given, Configuration configuration) {
    var current = configuration.code().sha256();
    if (given != null && !given.isEmpty() && !given.equals(current)) {
      throw Errors.invalid(
          ("CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST (%s). "
                  + "Please try again with the CodeSHA256 in $LATEST.")
              .formatted(given, current));
    }
  }

  /**
   * The version that {@code $LATEST} is now: the newest one when nothing changed since, else a new
   * one.
   *
   * @param settles how long a new one stays Pending; null when it is Active at once
   */
  Version publish(
      Context context, LambdaFunction function, Configuration frozen, @Nullable Duration settles) {
    var newest = function.versions.lastEntry();
    if (newest != null && function.latest.configuration().equals(function.published)) {
      return newest.getValue();
    }
    var version = add(context, function, frozen, settles);
    if (!function.latest.isUpdating()) {
      function.latest.moveRevision();
    }
    return version;
  }

  Version add(
      Context context, LambdaFunction function, Configuration frozen, @Nullable Duration settles) {
    int number = context.region().nextVersion(function.name);
    var version =
        new Version(
            String.valueOf(number), frozen, context.region().revisionIds(), context.now(), settles);
    function.versions.put(number, version);
    function.published = function.latest.configuration();
    return version;
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      var function = context.function(input.required("FunctionName"));
      var versions = new ArrayList<>(List.of(function.latest));
      versions.addAll(function.versions.values());
      return Page.of(
          input,
          versions,
          VersionOperations::key,
          version ->
              Views.listed(
                  context.region(), function, version, function.arn + ":" + version.number()),
          "Versions",
          Page.USUAL);
    }
  }

  /** Sorts {@code $LATEST} first and the others by number. */
  static String key(Version version) {
    var number = version.number();
    return version.isLatest()
        ? number
        : "0".repeat(FunctionOperations.keyWidth() - number.length()) + number;
  }

  void delete(Context context, LambdaFunction function, String number) {
    var version = function.version(number);
    if (version == null) {
      return; // Deleting what is not there succeeds, as long as the function is.
    }
    var users =
        function.aliases.values().stream()
            .filter(alias -> alias.pointsAt(number))
            .map(Alias::name)
            .toList();
    if (!users.isEmpty()) {
      throw Errors.conflict(
          "Version %s of function %s is used by following aliases: %s"
              .formatted(number, function.name, users));
    }
    if (version == function.versions.lastEntry().getValue()) {
      function.published = null; // What is published next is no older version's equal.
    }
    function.versions.remove(Integer.valueOf(number));
    function.policies.remove(number);
    function.provisioned.remove(number);
    function.asyncConfigs.remove(number);
    function.runtimeManagement.remove(number);
  }
}
