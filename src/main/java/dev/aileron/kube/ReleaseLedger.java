package dev.aileron.kube;

import dev.aileron.api.Release;
import dev.aileron.api.ReleasePhase;
import dev.aileron.api.ReleaseSpec;
import dev.aileron.api.ReleaseStatus;
import dev.aileron.api.VersionRef;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.conditions.Conditions.Finding;
import dev.aileron.kernel.naming.ExternalName;
import dev.aileron.rollout.Phases;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Releases of an object: one for each published version, made once, and each with the
 * phase that follows from the version the alias serves.
 */
public final class ReleaseLedger {
  private static final int MAX_NAME = 253;
  private static final int MAX_LABEL_VALUE = 63;

  private final KubernetesClient client;
  private final StatusWriter writer;
  private final Clock clock;
  private final Function<HasMetadata, Collection<Release>> known;

  /**
   * @param known the Releases of an object that the cache has
   */
  public ReleaseLedger(
      KubernetesClient client,
      StatusWriter writer,
      Clock clock,
      Function<HasMetadata, Collection<Release>> known) {
    this.client = client;
    this.writer = writer;
    this.clock = clock;
    this.known = known;
  }

  /**
   * Name of a version's Release; the owner's name is cut and ends in a hash where it would be too
   * long for Kubernetes.
   *
   * @param what function or workflow
   */
  public static String name(String owner, String what, String version) {
    String suffix = "-" + what + "-" + version;
    return ExternalName.shortened(owner, MAX_NAME - suffix.length()) + suffix;
  }

  /**
   * What a version contains, as its Release says. Empty without one, and while the cache has none.
   *
   * @param what function or workflow
   */
  public Optional<ReleaseSpec> contentOf(HasMetadata owner, String what, String version) {
    String name = name(owner.getMetadata().getName(), what, version);
    return known.apply(owner).stream()
        .filter(release -> release.getMetadata().getName().equals(name))
        .map(Release::getSpec)
        .findFirst();
  }

  /** The newest version that has a Release. Empty without one, and while the cache has none. */
  public Optional<ReleaseSpec> newest(HasMetadata owner) {
    return known.apply(owner).stream()
        .map(Release::getSpec)
        .max(Comparator.comparing(release -> new BigInteger(release.version())));
  }

  /**
   * Whether a version was made of a spec with this hash.
   *
   * @param version null for none
   */
  public boolean isMadeOf(
      String specHash, HasMetadata owner, String what, @Nullable VersionRef version) {
    return version != null
        && contentOf(owner, what, version.version())
            .filter(release -> release.specHash().equals(specHash))
            .isPresent();
  }

  /**
   * Makes the Releases that are missing, and brings every phase up to date.
   *
   * @param what function or workflow
   * @param versions the versions that must have a Release
   * @param served the version that has all the traffic; null if that is not known or none has: then
   *     phases stay, and new Releases have none of it yet
   */
  public void keep(
      HasMetadata owner, String what, List<ReleaseSpec> versions, @Nullable String served) {
    List<Release> releases = new ArrayList<>(known.apply(owner));
    for (ReleaseSpec spec : versions) {
      String name = name(owner.getMetadata().getName(), what, spec.version());
      if (releases.stream().noneMatch(r -> r.getMetadata().getName().equals(name))) {
        create(owner, what, name, spec).ifPresent(releases::add);
      }
    }
    releases.forEach(release -> writer.newest(release).ifPresent(now -> promote(now, served)));
  }

  /** Empty if it cannot be had any more. */
  private Optional<Release> create(HasMetadata owner, String what, String name, ReleaseSpec spec) {
    Release release = new Release();
    release.setMetadata(
        new ObjectMetaBuilder()
            .withName(name)
            .withNamespace(owner.getMetadata().getNamespace())
            .withLabels(labels(owner, what))
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(owner.getApiVersion())
                    .withKind(owner.getKind())
                    .withName(owner.getMetadata().getName())
                    .withUid(owner.getMetadata().getUid())
                    .withController(true)
                    .withBlockOwnerDeletion(true)
                    .build())
            .build());
    release.setSpec(spec);
    try {
      return Optional.of(client.resource(release).create());
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        // Made in an earlier pass; the cache does not have it yet.
        return Optional.ofNullable(client.resource(release).get());
      }
      if (isOfGoingNamespace(e)) {
        // A namespace that is deleted takes Releases first, and their owners a moment later.
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isOfGoingNamespace(KubernetesClientException e) {
    return e.getStatus() != null
        && e.getStatus().getDetails() != null
        && e.getStatus().getDetails().getCauses().stream()
            .anyMatch(cause -> "NamespaceTerminating".equals(cause.getReason()));
  }

  /** So that {@code kubectl get releases -l aileron.dev/function=charge-card} works. */
  private static Map<String, String> labels(HasMetadata owner, String what) {
    String name = owner.getMetadata().getName();
    return name.length() > MAX_LABEL_VALUE
        ? Map.of()
        : Map.of("aileron.dev/" + what.toLowerCase(Locale.ROOT), name);
  }

  private void promote(Release release, @Nullable String served) {
    ReleaseStatus before = release.getStatus();
    if (before != null && served == null) {
      return;
    }
    ReleasePhase phase =
        Phases.of(release.getSpec().version(), before == null ? null : before.phase(), served);
    if (before != null && before.phase() == phase) {
      return;
    }
    boolean promoted = phase == ReleasePhase.Promoted;
    String message =
        switch (phase) {
          case Promoted -> "Has all the traffic";
          case Pending -> "Published; has no traffic yet";
          case Retired -> "Had the traffic once; version " + served + " has it now";
          case Superseded -> "Version " + served + " was promoted before this one ever was";
        };
    long generation = release.getMetadata().getGeneration();
    List<Condition> conditions =
        Conditions.merge(
            before == null ? List.of() : before.conditions(),
            List.of(
                new Finding(
                    ConditionType.PROMOTED,
                    promoted ? Condition.TRUE : Condition.FALSE,
                    phase.name(),
                    message)),
            generation,
            clock.instant());
    ReleaseStatus status =
        new ReleaseStatus(generation, conditions, phase, promoted ? 100 : 0, message);
    writer.write(release, status, new Release());
  }
}
