package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Functions: create, get, list, update, delete. */
final class FunctionOperations {

  private static final int NAME_LIMIT = 64;
  private static final int VERSIONS_KEYED = 10;

  private final CodeSources sources;
  private final RoleCheck roles;
  private final Locations locations;
  private final VersionOperations versions;

  FunctionOperations(
      CodeStore store, RoleCheck roles, Locations locations, VersionOperations versions) {
    this.sources = new CodeSources(store);
    this.roles = roles;
    this.locations = locations;
    this.versions = versions;
  }

  /** Where the code of a function can be downloaded. */
  interface Locations {
    String of(Code code);
  }

  ObjectNode create(Context context, Input input) throws InterruptedException {
    var name = newName(context, input.required("FunctionName"));
    var source = Objects.requireNonNull(input.node("Code"));
    Configurations.checkPackage(input, source);
    var tags = input.map("Tags");
    Configurations.checkTags(tags);
    if (input.has("Runtime")) {
      Runtimes.check(input.required("Runtime"));
    }
    synchronized (context.region()) {
      requireFree(context, name);
    }
    var code = sources.fetch(context, source);
    var configuration = Configurations.create(context, name, input, code);
    roles.check(context.caller(), configuration.role());
    synchronized (context.region()) {
      requireFree(context, name);
      var region = context.region();
      var settles = context.creating(configuration);
      var latest =
          new Version(Version.LATEST, configuration, region.revisionIds(), context.now(), settles);
      var function = new LambdaFunction(name, region.functionArn(name), latest, context.now());
      function.tags.putAll(tags);
      function.codeSigningConfig = input.text("CodeSigningConfigArn");
      region.functions.put(name, function);
      if (!input.flag("Publish")) {
        return Views.full(region, function, latest, function.arn);
      }
      var version = versions.add(context, function, configuration, settles);
      return Views.full(region, function, version, function.arn);
    }
  }

  private static String newName(Context context, String given) {
    var reference = Reference.of(context.caller(), given, null);
    if (!reference.accountId().equals(context.caller().accountId())) {
      throw new AwsError(403, "AccessDeniedException", "null");
    }
    if (reference.name().length() > NAME_LIMIT) {
      throw Errors.invalid(
          List.of(
              "Value '%s' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64"
                  .formatted(reference.name())));
    }
    return reference.name();
  }

  private static void requireFree(Context context, String name) {
    if (context.region().functions.containsKey(name)) {
      throw Errors.conflict("Function already exist: " + name);
    }
  }

  ObjectNode get(Context context, Input input) {
    synchronized (context.region()) {
      var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
      var function = context.seen(reference);
      var version = context.version(function, reference);
      var answer = Reply.object();
      var arn = reference.arn(context.region());
      answer.set("Configuration", Views.full(context.region(), function, version, arn));
      answer.set("Code", code(version.configuration().code()));
      if (reference.qualifier() == null && !function.tags.isEmpty()) {
        Views.put(answer.putObject("Tags"), function.tags);
      }
      if (reference.qualifier() == null && function.reserved != null) {
        answer.putObject("Concurrency").put("ReservedConcurrentExecutions", function.reserved);
      }
      return answer;
    }
  }

  private ObjectNode code(Code code) {
    var view = Reply.object();
    var image = code.imageUri();
    if (image == null) {
      return view.put("RepositoryType", "S3").put("Location", locations.of(code));
    }
    int tag = Math.max(image.indexOf('@'), image.lastIndexOf(':'));
    var repository = tag > image.lastIndexOf('/') ? image.substring(0, tag) : image;
    return view.put("RepositoryType", "ECR")
        .put("ImageUri", image)
        .put("ResolvedImageUri", repository + "@sha256:" + code.sha256());
  }

  ObjectNode getConfiguration(Context context, Input input) {
    synchronized (context.region()) {
      var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
      var function = context.seen(reference);
      var version = context.version(function, reference);
      return Views.full(context.region(), function, version, reference.arn(context.region()));
    }
  }

  ObjectNode list(Context context, Input input) {
    synchronized (context.region()) {
      boolean all = input.has("FunctionVersion");
      var items = new ArrayList<Listed>();
      for (var function : context.region().all(context.now())) {
        if (!context.isSeen(function)) {
          continue;
        }
        items.add(new Listed(function, function.latest));
        if (all) {
          function.versions.values().forEach(version -> items.add(new Listed(function, version)));
        }
      }
      return Page.of(
          input,
          items,
          Listed::key,
          item -> item.view(context.region(), all),
          "Functions",
          Page.USUAL);
    }
  }

  private record Listed(LambdaFunction function, Version version) {

    /** Sorts a function's versions by number after the function. */
    String key() {
      return function.name + " " + VersionOperations.key(version);
    }

    ObjectNode view(LambdaRegion region, boolean qualified) {
      var arn = qualified ? function.arn + ":" + version.number() : function.arn;
      return Views.listed(region, function, version, arn);
    }
  }

  ObjectNode updateCode(Context context, Input input) throws InterruptedException {
    var name = context.reference(input.required("FunctionName"), null).unqualified();
    synchronized (context.region()) {
      CodeSources.check(context.function(name).latest.configuration(), input);
    }
    var code = sources.fetch(context, input.members());
    synchronized (context.region()) {
      var function = context.function(name);
      var latest = function.latest;
      context.requireSettled(function);
      context.requireRevision(input.text("RevisionId"), latest.revisionId());
      var architectures = input.texts("Architectures");
      var before = latest.configuration();
      var updated =
          before.withCode(code, architectures.isEmpty() ? before.architectures() : architectures);
      if (input.flag("DryRun")) {
        return dryRun(context, function, updated);
      }
      var settles = context.updating(before, updated);
      latest.update(updated, context.now(), settles);
      if (!input.flag("Publish")) {
        return Views.full(context.region(), function, latest, function.arn);
      }
      var version = versions.publish(context, function, updated, settles);
      return Views.full(context.region(), function, version, function.arn + ":" + version.number());
    }
  }

  /** As the function would be, while it stays as it is. */
  private static ObjectNode dryRun(
      Context context, LambdaFunction function, Configuration updated) {
    return Views.full(context.region(), function, function.latest, function.arn)
        .put("CodeSha256", updated.code().sha256())
        .put("CodeSize", updated.code().size());
  }

  ObjectNode updateConfiguration(Context context, Input input) throws InterruptedException {
    var name = context.reference(input.required("FunctionName"), null).unqualified();
    synchronized (context.region()) {
      Configurations.merge(context, context.function(name).latest.configuration(), input);
    }
    var role = input.text("Role");
    if (role != null) {
      roles.check(context.caller(), role);
    }
    synchronized (context.region()) {
      var function = context.function(name);
      var latest = function.latest;
      context.requireSettled(function);
      context.requireRevision(input.text("RevisionId"), latest.revisionId());
      var before = latest.configuration();
      var updated = Configurations.merge(context, before, input);
      latest.update(updated, context.now(), context.updating(before, updated));
      return Views.full(context.region(), function, latest, function.arn);
    }
  }

  @Nullable JsonNode delete(Context context, Input input) {
    var reference = context.reference(input.required("FunctionName"), input.text("Qualifier"));
    var qualifier = reference.qualifier();
    if (qualifier != null && qualifier.equals(Version.LATEST)) {
      throw Errors.invalid("$LATEST version cannot be deleted without deleting the function.");
    }
    if (qualifier != null && !qualifier.chars().allMatch(Character::isDigit)) {
      throw Errors.invalid("Deletion of aliases is not currently supported.");
    }
    synchronized (context.region()) {
      if (qualifier == null) {
        var function = context.function(reference);
        context.region().functions.remove(function.name);
      } else {
        versions.delete(context, context.function(reference.unqualified()), qualifier);
      }
      return null;
    }
  }

  static int keyWidth() {
    return VERSIONS_KEYED;
  }
}
