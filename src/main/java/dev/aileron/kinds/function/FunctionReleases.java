package dev.aileron.kinds.function;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.PublishedVersion;
import dev.aileron.api.ReleaseSpec;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Version;
import dev.aileron.kube.ReleaseLedger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Releases of a function. */
final class FunctionReleases {
  private final ReleaseLedger ledger;

  FunctionReleases(ReleaseLedger ledger) {
    this.ledger = ledger;
  }

  /** Whether the alias serves a version that was made of the same desired state. */
  boolean serve(ServerlessFunction object, FunctionDesired desired) {
    return ledger.isMadeOf(
        desired.specHash(),
        object,
        FunctionAssessor.RELEASE_KIND,
        FunctionAssessor.before(object).stable());
  }

  /** Whether what is desired was published, whatever is served now. */
  boolean published(ServerlessFunction object, FunctionDesired desired) {
    PublishedVersion published = FunctionAssessor.before(object).published();
    return published != null
        && ledger
            .contentOf(object, FunctionAssessor.RELEASE_KIND, published.version())
            .filter(release -> release.specHash().equals(desired.specHash()))
            .isPresent();
  }

  /** Keeps those of the versions that were seen. */
  void keep(ServerlessFunction object, FunctionDesired desired, FunctionObserved observed) {
    String served = observed.alias() instanceof Alias.Present alias ? alias.servedVersion() : null;
    List<ReleaseSpec> seen =
        Stream.of(observed.served(), observed.published())
            .filter(Objects::nonNull)
            .distinct()
            .map(version -> release(object, desired, description(observed, version), version))
            .toList();
    ledger.keep(object, FunctionAssessor.RELEASE_KIND, seen, served);
  }

  private static ReleaseSpec release(
      ServerlessFunction object, FunctionDesired desired, String description, Version version) {
    FunctionStatus before = FunctionAssessor.before(object);
    String previous = before.stable() == null ? null : before.stable().version();
    return new ReleaseSpec(
        new ReleaseSpec.Owner(object.getKind(), object.getMetadata().getName()),
        version.number(),
        version.arn(),
        VersionDescription.spec(description).orElse(desired.specHash()),
        version.codeSHA256(),
        null,
        null,
        object.getSpec().release(),
        version.number().equals(previous) ? null : previous);
  }

  private static String description(FunctionObserved observed, Version version) {
    return observed.latest() == null
        ? version.description()
        : observed.latest().descriptionOf(version);
  }

  /**
   * Whether a version has other code than {@code $LATEST} by its Release, which never changes: then
   * it need not be read to know that there is something to publish.
   */
  boolean tellsOfOtherCode(ServerlessFunction object, String version, String codeSHA256) {
    return ledger
        .contentOf(object, FunctionAssessor.RELEASE_KIND, version)
        .map(ReleaseSpec::codeSHA256)
        .filter(sha -> !sha.equals(codeSHA256))
        .isPresent();
  }

  /**
   * The version that was published of what is desired and is not served yet, because it was being
   * set up, or something went wrong before the alias was moved.
   *
   * @param served the version that is; null if none or not known
   */
  Optional<String> notServedYet(
      ServerlessFunction object, FunctionDesired desired, @Nullable String served) {
    return ledger
        .newest(object)
        .filter(release -> release.specHash().equals(desired.specHash()))
        .map(ReleaseSpec::version)
        .filter(version -> !version.equals(served));
  }
}
