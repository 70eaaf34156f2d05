package dev.aileron.kinds.function;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ReleaseSpec;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import dev.aileron.kube.ExternalKind.Reading;
import dev.aileron.kube.ReleaseLedger;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Lambda, and no more of it than can be used. */
final class FunctionObserver {
  private final FunctionGateway gateway;
  private final ReleaseLedger releases;

  FunctionObserver(FunctionGateway gateway, ReleaseLedger releases) {
    this.gateway = gateway;
    this.releases = releases;
  }

  FunctionObserved observe(ServerlessFunction object, FunctionDesired desired, Reading reading) {
    FunctionStatus status = FunctionAssessor.before(object);
    if (reading == Reading.TRUST_STATUS && status.functionARN() == null) {
      return FunctionObserved.absent();
    }
    AwsEnvironment environment = desired.environment();
    String name = desired.functionName();
    Optional<Latest> latest = gateway.latest(environment, name);
    if (latest.isEmpty()) {
      return new FunctionObserved(null, new Alias.Absent(), null, null);
    }
    boolean aliasMayExist = reading == Reading.EVERYTHING || status.aliasARN() != null;
    if (!isUsable(desired, latest.get()) || !aliasMayExist) {
      return new FunctionObserved(withSource(latest.get(), status, null), Alias.UNREAD, null, null);
    }
    boolean trusting = reading == Reading.TRUST_STATUS;
    Latest known = withSource(latest.get(), status, null);
    if (trusting && isUpdatedFirst(desired, known)) {
      return new FunctionObserved(known, Alias.LATER, null, null);
    }
    Optional<Alias.Present> alias = gateway.alias(environment, name, desired.aliasName());
    Version served =
        alias
            .filter(a -> !(trusting && isOtherCode(object, a.version(), known)))
            .flatMap(a -> gateway.version(environment, name, a.version()))
            .orElse(null);
    return new FunctionObserved(
        withSource(latest.get(), status, served),
        alias.<Alias>map(a -> a).orElseGet(Alias.Absent::new),
        served,
        null);
  }

  /** Whether what there is besides {@code $LATEST} plays a part now. */
  private static boolean isUsable(FunctionDesired desired, Latest latest) {
    return desired.owner().owns(latest.tags()) && (latest.isSettled() || latest.isFailed());
  }

  /** Whether an update of {@code $LATEST} comes next for sure, and with it another look. */
  private static boolean isUpdatedFirst(FunctionDesired desired, Latest latest) {
    Set<FunctionField> differing = FunctionFields.differing(desired, latest);
    differing.remove(FunctionField.TAGS);
    return latest.isSettled() && latest.codeSource() != null && !differing.isEmpty();
  }

  /**
   * Whether a version has other code than {@code $LATEST} by its Release, which never changes: then
   * it need not be read to know that there is something to publish.
   */
  private boolean isOtherCode(ServerlessFunction object, String version, Latest latest) {
    return releases
        .contentOf(object, FunctionAssessor.RELEASE_KIND, version)
        .map(ReleaseSpec::codeSHA256)
        .filter(sha -> !sha.equals(latest.codeSHA256()))
        .isPresent();
  }

  /** Lambda does not tell where code came from; the status does, and so does a version's text. */
  private static Latest withSource(Latest latest, FunctionStatus status, @Nullable Version served) {
    if (latest.codeSHA256().equals(status.codeSHA256()) && status.codeSource() != null) {
      return latest.withCodeSource(status.codeSource());
    }
    if (served != null && served.codeSHA256().equals(latest.codeSHA256())) {
      return latest.withCodeSource(VersionDescription.source(served.description()).orElse(null));
    }
    return latest;
  }
}
