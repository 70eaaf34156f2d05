package dev.aileron.kinds.function;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.PublishedVersion;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.VersionRef;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.fields.Impact;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import dev.aileron.kube.ReleaseLedger;
import dev.aileron.kube.StatusHead;
import org.jspecify.annotations.Nullable;

/** What is known about a function as its status says it. What was not looked at stays as it was. */
final class FunctionAssessor {
  /** The word in the names of Releases. */
  static final String RELEASE_KIND = "function";

  private FunctionAssessor() {}

  static Facts facts(
      ServerlessFunction object,
      @Nullable FunctionDesired desired,
      @Nullable FunctionObserved observed) {
    FunctionObserved seen = ours(desired, observed);
    VersionRef stable = stable(object, seen, before(object));
    boolean resolved = desired != null;
    return stable == null
        ? new Facts(false, "No version serves yet", resolved)
        : new Facts(
            true,
            "The alias %s serves version %s%s"
                .formatted(
                    object.getSpec().aliasName(), stable.version(), tagNote(object, desired, seen)),
            resolved);
  }

  /** AWS looks once what an image's tag stands for: what people expect of a moved tag fails. */
  private static String tagNote(
      ServerlessFunction object,
      @Nullable FunctionDesired desired,
      @Nullable FunctionObserved observed) {
    if (desired == null
        || !(desired.code() instanceof CodePackage.Image image)
        || image.isPinned()) {
      return "";
    }
    FunctionStatus before = before(object);
    Latest latest = observed == null ? null : observed.latest();
    String found = latest == null ? before.codeImage() : image(latest, before);
    return ". spec.code.image.uri is a tag, which Lambda does not follow once it moves; it stood for %s. Give the digest to release what you tested"
        .formatted(found == null ? "an image that is not known yet" : found);
  }

  private static @Nullable String codeSigning(
      @Nullable FunctionObserved observed, FunctionStatus before) {
    String arn = observed == null ? null : observed.settings().codeSigningConfigARN();
    return arn == null ? before.codeSigningConfigARN() : arn.isEmpty() ? null : arn;
  }

  private static @Nullable String runtimeUpdates(
      @Nullable FunctionObserved observed, FunctionStatus before) {
    RuntimeManagement updates = observed == null ? null : observed.settings().runtimeUpdates();
    if (updates == null) {
      return before.runtimeUpdates();
    }
    return updates.equals(RuntimeManagement.AUTO) ? null : updates.mode();
  }

  /** Only reads tell it; after an update of the code it is not known until the next one. */
  private static @Nullable String image(Latest latest, FunctionStatus before) {
    boolean same = latest.codeSHA256().equals(before.codeSHA256());
    return latest.image() != null ? latest.image() : same ? before.codeImage() : null;
  }

  static FunctionStatus status(
      ServerlessFunction object,
      @Nullable FunctionDesired desired,
      @Nullable FunctionObserved observed,
      StatusHead head) {
    FunctionStatus before = before(object);
    FunctionObserved seen = ours(desired, observed);
    Latest latest = seen == null ? null : seen.latest();
    return new FunctionStatus(
        head.generation(),
        head.conditions(),
        head.progressStartedTime(),
        desired == null ? before.functionName() : desired.functionName(),
        latest == null ? before.functionARN() : latest.arn(),
        aliasARN(seen, before),
        published(desired, seen, head.generation(), before),
        stable(object, seen, before),
        latest == null ? before.codeSHA256() : latest.codeSHA256(),
        latest == null ? before.codeSource() : latest.codeSource(),
        latest == null ? before.codeImage() : image(latest, before),
        latest == null ? before.revisionID() : latest.revisionID(),
        codeSigning(seen, before),
        runtimeUpdates(seen, before),
        Conditions.holds(head.conditions(), ConditionType.SYNCED)
            ? Long.valueOf(head.generation())
            : before.syncedGeneration());
  }

  /** What was observed, if it is ours: what belongs to something else is not written down. */
  private static @Nullable FunctionObserved ours(
      @Nullable FunctionDesired desired, @Nullable FunctionObserved observed) {
    boolean foreign =
        desired != null
            && observed != null
            && observed.latest() != null
            && !desired.mayHave(observed.latest().tags());
    return foreign ? null : observed;
  }

  private static @Nullable String aliasARN(
      @Nullable FunctionObserved observed, FunctionStatus before) {
    return switch (observed == null ? Alias.UNREAD : observed.alias()) {
      case Alias.Present alias -> alias.arn();
      case Alias.Absent _ -> null;
      case Alias.Unread _, Alias.Later _ -> before.aliasARN();
    };
  }

  /**
   * The newest version, if it has what this generation asks for and can be invoked; otherwise the
   * one from before, unless that is gone. Workflows bind themselves to it.
   */
  private static @Nullable PublishedVersion published(
      @Nullable FunctionDesired desired,
      @Nullable FunctionObserved observed,
      long generation,
      FunctionStatus before) {
    if (observed != null && observed.hasNoVersion()) {
      return null;
    }
    if (desired == null || observed == null || observed.latest() == null) {
      return before.published();
    }
    Version newest = observed.newest();
    Latest latest = observed.latest();
    boolean current =
        newest != null
            && newest.isActive()
            && newest.hasContentOf(latest)
            && FunctionFields.differing(desired, latest).stream()
                .noneMatch(field -> field.impact() == Impact.PUBLISHES);
    return current && newest != null
        ? new PublishedVersion(newest.number(), newest.arn(), generation)
        : before.published();
  }

  private static @Nullable VersionRef stable(
      ServerlessFunction object, @Nullable FunctionObserved observed, FunctionStatus before) {
    if (observed == null || !(observed.alias() instanceof Alias.Present alias)) {
      boolean gone = observed != null && observed.alias() instanceof Alias.Absent;
      return gone ? null : before.stable();
    }
    String version = alias.servedVersion();
    return version == null
        ? null
        : new VersionRef(
            version, ReleaseLedger.name(object.getMetadata().getName(), RELEASE_KIND, version));
  }

  static FunctionStatus before(ServerlessFunction object) {
    return object.getStatus() == null ? FunctionStatus.none() : object.getStatus();
  }
}
