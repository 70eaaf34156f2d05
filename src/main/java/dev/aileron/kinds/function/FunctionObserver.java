package dev.aileron.kinds.function;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.PublishedVersion;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Attempt;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Memory;
import dev.aileron.kinds.function.FunctionObserved.Settings;
import dev.aileron.kinds.function.FunctionObserved.Version;
import dev.aileron.kube.ExternalKind.Reading;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Lambda, and no more of it than can be used. */
final class FunctionObserver {
  private final FunctionGateway gateway;
  private final FunctionReleases releases;
  private final Attempts attempts;

  FunctionObserver(FunctionGateway gateway, FunctionReleases releases, Attempts attempts) {
    this.gateway = gateway;
    this.releases = releases;
    this.attempts = attempts;
  }

  FunctionObserved observe(ServerlessFunction object, FunctionDesired desired, Reading reading) {
    FunctionStatus status = FunctionAssessor.before(object);
    boolean trusting = reading == Reading.TRUST_STATUS;
    if (trusting && status.functionARN() == null && !isLastReason(status, Reason.NotOwned)) {
      return FunctionObserved.absent();
    }
    AwsEnvironment environment = desired.environment();
    String name = desired.functionName();
    Latest latest =
        gateway.latest(environment, name).map(read -> withSource(read, status, null)).orElse(null);
    Memory memory = memory(object, desired, latest);
    if (latest == null) {
      return new FunctionObserved(null, new Alias.Absent(), null, null, Settings.UNREAD, memory);
    }
    if (!isUsable(desired, latest)) {
      return new FunctionObserved(latest, Alias.UNREAD, null, null, Settings.UNREAD, memory);
    }
    Settings signing = new Settings(codeSigning(desired, status, trusting), null);
    if (trusting && isUpdatedFirst(desired, latest)) {
      return new FunctionObserved(latest, Alias.LATER, null, null, signing, memory);
    }
    Alias alias = trusting && status.aliasARN() == null ? Alias.UNREAD : alias(desired);
    String number = alias instanceof Alias.Present present ? present.servedVersion() : null;
    Version served =
        Optional.ofNullable(number)
            .filter(n -> !(trusting && releases.tellsOfOtherCode(object, n, latest.codeSHA256())))
            .flatMap(n -> gateway.version(environment, name, n))
            .orElse(null);
    Latest known = withSource(latest, status, served);
    Version published =
        served != null && served.hasContentOf(known)
            ? null
            : releases
                .notServedYet(object, desired, number)
                .flatMap(version -> gateway.version(environment, name, version))
                .orElse(null);
    Settings settings =
        new Settings(
            signing.codeSigningConfigARN(),
            runtimeUpdates(desired, status, trusting, published == null ? served : published));
    return new FunctionObserved(known, alias, served, published, settings, memory);
  }

  /** Read only where there is one, was one, or nothing is believed: it costs a scarce call. */
  private @Nullable String codeSigning(
      FunctionDesired desired, FunctionStatus status, boolean trusting) {
    boolean none =
        desired.codeSigningConfigARN().isEmpty() && status.codeSigningConfigARN() == null;
    return desired.config().isImage() || (trusting && none)
        ? null
        : gateway.codeSigning(desired.environment(), desired.functionName());
  }

  private @Nullable RuntimeManagement runtimeUpdates(
      FunctionDesired desired, FunctionStatus status, boolean trusting, @Nullable Version newest) {
    boolean none =
        desired.runtimeUpdates().equals(RuntimeManagement.AUTO) && status.runtimeUpdates() == null;
    return desired.config().isImage() || newest == null || (trusting && none)
        ? null
        : gateway.runtimeUpdates(desired.environment(), desired.functionName(), newest.number());
  }

  private Alias alias(FunctionDesired desired) {
    return gateway
        .alias(desired.environment(), desired.functionName(), desired.aliasName())
        .<Alias>map(alias -> alias)
        .orElseGet(Alias.Absent::new);
  }

  private Memory memory(
      ServerlessFunction object, FunctionDesired desired, @Nullable Latest latest) {
    if (latest == null || latest.isSuccessful()) {
      attempts.forget(desired.owner().uid());
    }
    PublishedVersion published = FunctionAssessor.before(object).published();
    return new Memory(published == null ? null : published.version(), attempt(object, desired));
  }

  private @Nullable Attempt attempt(ServerlessFunction object, FunctionDesired desired) {
    boolean toldBefore =
        !attempts.knows(desired)
            && isLastReason(FunctionAssessor.before(object), Reason.UpdateFailed)
            && object
                .getMetadata()
                .getGeneration()
                .equals(FunctionAssessor.before(object).observedGeneration());
    return toldBefore ? new Attempt(Duration.ZERO) : attempts.at(desired);
  }

  /** Whether it is what was said of the object last; a restart does not forget that. */
  private static boolean isLastReason(FunctionStatus status, Reason reason) {
    return Conditions.find(status.conditions(), ConditionType.READY)
        .filter(ready -> ready.reason().equals(reason.name()))
        .isPresent();
  }

  /** Whether what there is besides {@code $LATEST} plays a part now. */
  private static boolean isUsable(FunctionDesired desired, Latest latest) {
    return desired.mayHave(latest.tags()) && (latest.isSettled() || latest.isFailed());
  }

  /** Whether an update of {@code $LATEST} comes next for sure, and with it another look. */
  private static boolean isUpdatedFirst(FunctionDesired desired, Latest latest) {
    Set<FunctionField> differing = FunctionFields.differing(desired, latest);
    differing.remove(FunctionField.TAGS);
    return latest.isSettled() && latest.codeSource() != null && !differing.isEmpty();
  }

  /** Lambda does not tell where code came from; the status does, and so does a version's text. */
  private static Latest withSource(Latest latest, FunctionStatus status, @Nullable Version served) {
    if (latest.codeSource() != null) {
      return latest;
    }
    if (latest.codeSHA256().equals(status.codeSHA256()) && status.codeSource() != null) {
      return latest.withCodeSource(status.codeSource());
    }
    if (served != null && served.codeSHA256().equals(latest.codeSHA256())) {
      return latest.withCodeSource(
          VersionDescription.source(latest.descriptionOf(served)).orElse(null));
    }
    return latest;
  }
}
