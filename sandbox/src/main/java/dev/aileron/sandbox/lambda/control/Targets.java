package dev.aileron.sandbox.lambda.control;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.lambda.control.Layer.LayerVersion;
import dev.aileron.sandbox.lambda.wire.Errors;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Finds what an invocation runs: version by qualifier, by alias, by weight. */
public final class Targets {

  private final ControlPlane plane;
  private final Settings settings;
  private final Random random;

  Targets(ControlPlane plane, Settings settings, Random random) {
    this.plane = plane;
    this.settings = settings;
    this.random = random;
  }

  /**
   * Finds what to run, and takes note that it is run.
   *
   * @throws AwsError when there is no such function, it is not Active, or it is another account's
   *     and does not let the caller in
   */
  public Target find(Caller caller, String function, @Nullable String qualifier, Instant now) {
    var reference = Reference.of(caller, function, qualifier);
    var owner = new Caller(reference.accountId(), caller.region(), caller.principalArn(), null);
    var context = new Context(plane.region(owner), owner, now, settings);
    synchronized (context.region()) {
      var found = context.region().find(reference.name(), now);
      if (found == null) {
        throw Errors.functionNotFound(asInvoked(context, reference));
      }
      requireAllowed(caller, found, reference);
      var alias = alias(found, reference.qualifier());
      var version = version(context, found, reference, alias);
      requireActive(context, version);
      version.used(now);
      return target(context, found, reference, alias, version);
    }
  }

  /** An invocation without qualifier is told of with {@code $LATEST}. */
  private static String asInvoked(Context context, Reference reference) {
    return reference.qualifier() == null
        ? context.region().functionArn(reference.name()) + ":" + Version.LATEST
        : reference.arn(context.region());
  }

  private static @Nullable Alias alias(LambdaFunction function, @Nullable String qualifier) {
    return qualifier == null ? null : function.aliases.get(qualifier);
  }

  private Version version(
      Context context, LambdaFunction function, Reference reference, @Nullable Alias alias) {
    if (alias == null) {
      var qualifier = reference.qualifier();
      var version = qualifier == null ? function.latest : function.version(qualifier);
      if (version == null) {
        throw Errors.functionNotFound(reference.arn(context.region()));
      }
      return version;
    }
    double chance;
    synchronized (random) {
      chance = random.nextDouble();
    }
    var picked = function.version(asRouted(alias, context.now()).pick(chance));
    return picked == null ? Objects.requireNonNull(function.version(alias.version())) : picked;
  }

  private Alias asRouted(Alias alias, Instant now) {
    var before = alias.before();
    boolean heard = !now.isBefore(alias.changedAt().plus(settings.lag().routing()));
    return before == null || heard ? alias : before;
  }

  private static void requireActive(Context context, Version version) {
    if (version.state().equals("Inactive")) {
      version.reactivate(context.now(), context.creating(version.configuration()));
      throw Context.inState("Inactive");
    }
    if (version.isPending()) {
      throw Context.inState(version.state());
    }
  }

  private static void requireAllowed(Caller caller, LambdaFunction function, Reference reference) {
    if (reference.accountId().equals(caller.accountId())) {
      return;
    }
    var qualifier = reference.qualifier();
    var policy = function.policies.get(qualifier == null ? LambdaFunction.UNQUALIFIED : qualifier);
    boolean allowed =
        policy != null
            && policy.statements().values().stream()
                .anyMatch(statement -> admits(statement.path("Principal"), caller));
    if (!allowed) {
      throw new AwsError(
          403,
          "AccessDeniedException",
          "User: %s is not authorized to perform: lambda:InvokeFunction on resource: %s because no resource-based policy allows the lambda:InvokeFunction action"
              .formatted(caller.principalArn(), function.arn));
    }
  }

  private static boolean admits(com.fasterxml.jackson.databind.JsonNode principal, Caller caller) {
    var arn = principal.path("AWS").asText("");
    return principal.asText().equals("*")
        || arn.equals("arn:aws:iam::" + caller.accountId() + ":root")
        || arn.equals(caller.principalArn());
  }

  private static Target target(
      Context context,
      LambdaFunction function,
      Reference reference,
      @Nullable Alias alias,
      Version version) {
    var serving = version.serving();
    var async = function.asyncConfigs.get(AsyncConfigOperations.key(reference));
    return new Target(
        context.region().accountId(),
        context.region().name(),
        function.name,
        function.arn,
        reference.arn(context.region()),
        alias == null ? null : alias.name(),
        reference.qualifier(),
        version.number(),
        serving,
        layers(context.region(), serving),
        function.reserved,
        provisioned(function, version, context.now()),
        function.provisioned.values().stream()
            .filter(config -> config.isReady(context.now()))
            .mapToInt(Provisioned::requested)
            .sum(),
        async == null ? AsyncConfig.NONE : async);
  }

  private static List<Code> layers(LambdaRegion region, Configuration configuration) {
    return configuration.layers().stream()
        .map(arn -> LayerOperations.version(region, arn))
        .filter(Objects::nonNull)
        .map(LayerVersion::code)
        .toList();
  }

  private static int provisioned(LambdaFunction function, Version version, Instant now) {
    return function.provisioned.entrySet().stream()
        .filter(entry -> entry.getValue().isReady(now))
        .filter(entry -> leadsTo(function, entry, version))
        .mapToInt(entry -> entry.getValue().requested())
        .sum();
  }

  private static boolean leadsTo(
      LambdaFunction function, Map.Entry<String, Provisioned> entry, Version version) {
    var alias = function.aliases.get(entry.getKey());
    return version.number().equals(alias == null ? entry.getKey() : alias.version());
  }

  /**
   * The role behind a function, version or alias, for calls in its name. Counts as no invocation.
   *
   * @throws AwsError when there is no such function
   */
  public String role(Caller caller, String functionArn, Instant now) {
    var reference = Reference.of(caller, functionArn, null);
    var context = new Context(plane.region(caller), caller, now, settings);
    synchronized (context.region()) {
      var function = context.function(reference);
      return context.version(function, reference).serving().role();
    }
  }

  /** A URL of a function with where it belongs. */
  public record FoundUrl(LambdaRegion region, Url url, boolean open) {}

  /** The URL of this id; empty when there is none. */
  public Optional<FoundUrl> url(String id, Instant now) {
    for (var region : plane.regions()) {
      synchronized (region) {
        for (var function : region.all(now)) {
          for (var entry : function.urls.entrySet()) {
            if (entry.getValue().id().equals(id)) {
              boolean open = PolicyOperations.allowsUrl(function, entry.getKey());
              return Optional.of(new FoundUrl(region, entry.getValue(), open));
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /** What of a region's mapping a poller works with, as it is now; empty when it is gone. */
  public Optional<Mapping> mapping(LambdaRegion region, String id, Instant now) {
    synchronized (region) {
      var mapping = region.mappings.get(id);
      if (mapping == null || mapping.isDeleting()) {
        return Optional.empty();
      }
      return Optional.of(
          new Mapping(
              mapping.isPolling(now), mapping.functionArn(), mapping.settings(), mapping::result));
    }
  }

  /** A snapshot of a mapping. */
  public record Mapping(
      boolean polling,
      String functionArn,
      com.fasterxml.jackson.databind.node.ObjectNode settings,
      java.util.function.Consumer<String> result) {}
}
