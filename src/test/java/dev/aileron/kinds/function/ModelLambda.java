package dev.aileron.kinds.function;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.naming.Hashes;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One function in Lambda as AWS documents it: revisions that move with every write and again when
 * it settles, 409 while busy, 412 on another revision, publishing the same content twice gives the
 * same version. Time stands still until {@link #settle}.
 */
final class ModelLambda implements FunctionGateway {
  private @Nullable Latest latest;
  private final List<Version> versions = new ArrayList<>();
  private final Map<String, Alias.Present> aliases = new HashMap<>();
  private int revision;
  private int nextVersion = 1;

  /** ARN of the code signing configuration; empty for none. */
  String codeSigning = "";

  /** By version, where it is not Auto. */
  final Map<String, RuntimeManagement> runtimeUpdates = new HashMap<>();

  final List<String> writes = new ArrayList<>();
  int calls;

  /** What the code in S3 is; its hash is known to AWS alone. */
  final Map<String, String> s3 = new HashMap<>();

  /** Why AWS will not be able to do what it is asked for next; one reason for each time. */
  final Deque<String> failures = new ArrayDeque<>();

  private String versionState = "Active";
  private boolean failuresShowWhatWasBefore;
  private @Nullable Latest before;
  private int hiddenReads;

  /** After an update that failed, the function shows what it had before from now on. */
  void showWhatWasBeforeAFailure() {
    failuresShowWhatWasBefore = true;
  }

  /** So many reads from now on do not know the function yet. */
  void hide(int reads) {
    hiddenReads = reads;
  }

  /** The state of versions that are published from now on. */
  void publishInState(String state) {
    versionState = state;
  }

  /** AWS finishes what it was at. */
  void settle() {
    boolean creating = latest != null && latest.state().equals("Pending");
    boolean updating = latest != null && latest.lastUpdateStatus().equals("InProgress");
    if (!creating && !updating) {
      return;
    }
    String failure = failures.poll();
    if (failure == null) {
      latest = state(latest, "Active", "", "Successful");
    } else {
      Latest shown = failuresShowWhatWasBefore && before != null ? before : latest;
      latest =
          creating
              ? state(latest, "Failed", failure, "")
              : state(shown, "Active", failure, "Failed");
    }
  }

  /** Somebody else changes the code. */
  void somebodyUpdatesCode(String sha256) {
    Latest now = latest;
    latest = changed(now, now.config(), now.description(), now.architecture(), sha256, now.tags());
    settle();
  }

  /** Somebody else changes the configuration. */
  void somebodyConfigures(FunctionConfig config) {
    Latest now = latest;
    latest =
        changed(now, config, now.description(), now.architecture(), now.codeSHA256(), now.tags());
    settle();
  }

  /** Somebody else deletes the function. */
  void somebodyDeletes() {
    latest = null;
    versions.clear();
    aliases.clear();
  }

  /** Somebody else deletes the alias. */
  void somebodyDeletesAlias(String alias) {
    aliases.remove(alias);
  }

  /** Somebody else points the alias to another version. */
  void somebodyPoints(String alias, String version) {
    point(alias, version);
  }

  /** Has nothing to list: who lists asks the account. */
  @Override
  public Page list(AwsEnvironment environment, @Nullable String token) {
    throw new UnsupportedOperationException("A function is not a list of functions");
  }

  List<Version> versions() {
    return versions;
  }

  @Nullable Latest current() {
    return latest;
  }

  void replaceLatest(@Nullable Latest other) {
    latest = other;
  }

  Alias.@Nullable Present served(String alias) {
    return aliases.get(alias);
  }

  void weigh(String alias, Map<String, Double> weights) {
    Alias.Present now = aliases.get(alias);
    aliases.put(alias, new Alias.Present(now.arn(), now.version(), now.revisionID(), weights));
  }

  void tag(Map<String, String> more) {
    Map<String, String> tags = new HashMap<>(latest.tags());
    tags.putAll(more);
    latest = latest.withTags(tags);
  }

  @Override
  public Optional<Latest> latest(AwsEnvironment environment, String functionName) {
    calls++;
    if (hiddenReads > 0) {
      hiddenReads--;
      return Optional.empty();
    }
    return Optional.ofNullable(latest).map(l -> l.withCodeSource(null));
  }

  @Override
  public Optional<Version> version(
      AwsEnvironment environment, String functionName, String version) {
    calls++;
    if (version.equals("$LATEST")) {
      return Optional.of(asVersion(settled()));
    }
    return versions.stream().filter(v -> v.number().equals(version)).findFirst().map(this::inState);
  }

  @Override
  public Optional<Alias.Present> alias(
      AwsEnvironment environment, String functionName, String alias) {
    calls++;
    return Optional.ofNullable(aliases.get(alias));
  }

  @Override
  public String codeSigning(AwsEnvironment environment, String functionName) {
    calls++;
    return codeSigning;
  }

  @Override
  public RuntimeManagement runtimeUpdates(
      AwsEnvironment environment, String functionName, String version) {
    calls++;
    return runtimeUpdates.getOrDefault(version, RuntimeManagement.AUTO);
  }

  @Override
  public void delete(AwsEnvironment environment, String functionName) {
    calls++;
    writes.add("DeleteFunction");
    somebodyDeletes();
  }

  @Override
  public Answer execute(AwsEnvironment environment, FunctionStep step) {
    calls++;
    writes.add(step.getClass().getSimpleName());
    return switch (step) {
      case FunctionStep.CreateFunction s -> create(s.desired());
      case FunctionStep.DeleteFailedFunction s -> {
        delete(environment, s.functionName());
        yield Answer.NONE;
      }
      case FunctionStep.UpdateConfiguration s -> {
        Latest now = writable(s.revisionID());
        latest =
            changed(
                now, s.config(), s.description(), now.architecture(), now.codeSHA256(), now.tags());
        yield Answer.of(latest);
      }
      case FunctionStep.UpdateCode s -> {
        Latest now = writable(s.revisionID());
        latest =
            changed(
                now, now.config(), now.description(), s.architecture(), sha(s.code()), now.tags());
        yield Answer.of(latest);
      }
      case FunctionStep.Tag s -> {
        Latest now = settled();
        Map<String, String> tags = new HashMap<>(now.tags());
        tags.putAll(s.tags());
        latest = now.withTags(tags);
        yield Answer.NONE;
      }
      case FunctionStep.Untag s -> {
        Latest now = settled();
        Map<String, String> tags = new HashMap<>(now.tags());
        tags.keySet().removeAll(s.keys());
        latest = now.withTags(tags);
        yield Answer.NONE;
      }
      case FunctionStep.SetCodeSigning s -> {
        settled();
        codeSigning = s.configARN();
        yield Answer.NONE;
      }
      case FunctionStep.SetRuntimeUpdates s -> {
        settled();
        runtimeUpdates.put(s.version(), s.updates());
        yield Answer.NONE;
      }
      case FunctionStep.PublishVersion s -> publish(s);
      case FunctionStep.CreateAlias s -> {
        if (aliases.containsKey(s.alias())) {
          throw failure("ResourceConflictException", 409, "Alias already exists: " + s.alias());
        }
        yield Answer.of(point(s.alias(), s.version()));
      }
      case FunctionStep.UpdateAlias s -> {
        Alias.Present alias = aliases.get(s.alias());
        if (alias == null) {
          throw failure("ResourceNotFoundException", 404, "Cannot find alias");
        }
        requireRevision(s.revisionID(), alias.revisionID());
        yield Answer.of(point(s.alias(), s.version()));
      }
    };
  }

  private Answer create(FunctionDesired desired) {
    if (latest != null) {
      throw failure(
          "ResourceConflictException", 409, "Function already exist: " + desired.functionName());
    }
    Latest created =
        new Latest(
            "arn:aws:lambda:eu-west-1:111122223333:function:" + desired.functionName(),
            desired.config(),
            desired.description(),
            desired.architecture(),
            sha(desired.code()),
            null,
            null,
            nextRevision(),
            "Pending",
            "Creating",
            "",
            "",
            desired.creationTags());
    latest = created;
    codeSigning = desired.codeSigningConfigARN();
    if (!desired.isPublishedAtOnce()) {
      return Answer.of(created);
    }
    // The version that is made with a function has no description but the function's.
    Version first = version(created, desired.description());
    versions.add(first);
    return Answer.of(created, inState(first));
  }

  private Answer publish(FunctionStep.PublishVersion step) {
    Latest now = writable(step.revisionID());
    if (!now.codeSHA256().equals(step.codeSHA256())) {
      throw failure("InvalidParameterValueException", 400, "CodeSHA256 (a) is different (b)");
    }
    if (!versions.isEmpty() && versions.getLast().hasContentOf(now)) {
      return Answer.of(inState(versions.getLast()));
    }
    Version version = version(now, step.description());
    versions.add(version);
    latest = state(now, "Active", "", "Successful");
    return Answer.of(inState(version));
  }

  private Version version(Latest now, String description) {
    String number = String.valueOf(nextVersion++);
    return new Version(
        number,
        now.arn() + ":" + number,
        now.config(),
        now.architecture(),
        now.codeSHA256(),
        "Active",
        "",
        description);
  }

  /** What is published with a function comes up, or does not, together with it. */
  private Version inState(Version version) {
    boolean comesUp = latest != null && Set.of("Pending", "Failed").contains(latest.state());
    return new Version(
        version.number(),
        version.arn(),
        version.config(),
        version.architecture(),
        version.codeSHA256(),
        comesUp && version == versions.getFirst() ? latest.state() : versionState,
        "",
        version.description());
  }

  /** What GetFunction tells of the qualifier $LATEST. */
  private static Version asVersion(Latest now) {
    return new Version(
        "$LATEST",
        now.arn() + ":$LATEST",
        now.config(),
        now.architecture(),
        now.codeSHA256(),
        now.state(),
        "",
        now.description());
  }

  private Alias.Present point(String alias, String version) {
    boolean exists =
        version.equals("$LATEST") || versions.stream().anyMatch(v -> v.number().equals(version));
    if (!exists) {
      throw failure("ResourceNotFoundException", 404, "Function not found: version " + version);
    }
    Alias.Present moved =
        new Alias.Present(settled().arn() + ":" + alias, version, nextRevision(), Map.of());
    aliases.put(alias, moved);
    return moved;
  }

  private Latest writable(String expectedRevision) {
    Latest now = settled();
    requireRevision(expectedRevision, now.revisionID());
    return now;
  }

  private Latest settled() {
    Latest now = latest;
    if (now == null) {
      throw failure("ResourceNotFoundException", 404, "Function not found");
    }
    if (!now.isSettled()) {
      throw failure("ResourceConflictException", 409, "An update is in progress for resource");
    }
    return now;
  }

  private static void requireRevision(String expected, String actual) {
    if (!expected.equals(actual)) {
      throw failure("PreconditionFailedException", 412, "The Revision Id provided does not match");
    }
  }

  private Latest changed(
      Latest now,
      FunctionConfig config,
      String description,
      String architecture,
      String sha,
      Map<String, String> tags) {
    before = now;
    return new Latest(
        now.arn(),
        config,
        description,
        architecture,
        sha,
        null,
        null,
        nextRevision(),
        "Active",
        "",
        "InProgress",
        "",
        tags);
  }

  private Latest state(Latest now, String state, String reason, String update) {
    return new Latest(
        now.arn(),
        now.config(),
        now.description(),
        now.architecture(),
        now.codeSHA256(),
        null,
        null,
        nextRevision(),
        state,
        reason,
        update,
        reason,
        now.tags());
  }

  private String sha(CodePackage code) {
    return switch (code) {
      case CodePackage.Archive archive -> archive.sha256().orElseThrow();
      case CodePackage.S3Object object ->
          Hashes.base64(
              s3.getOrDefault(object.key(), object.key() + object.version())
                  .getBytes(StandardCharsets.UTF_8));
      case CodePackage.Image image -> Hashes.base64(image.uri().getBytes(StandardCharsets.UTF_8));
    };
  }

  private String nextRevision() {
    return "rev-" + ++revision;
  }

  private static AwsFailure failure(String code, int status, String message) {
    return new AwsFailure("lambda", "Model", code, status, message, null, null);
  }
}
