package dev.aileron.cli.lint;

import java.util.List;
import java.util.Optional;

/** The given manifests, by name. */
final class References {
  private final LintSettings settings;
  private final List<Manifest> manifests;

  References(LintSettings settings, List<Manifest> manifests) {
    this.settings = settings;
    this.manifests = manifests;
  }

  /** Whether that object is missing; never, if nobody asked to look. */
  boolean isMissing(Manifest from, String kind, String name) {
    return settings.references() && find(from, kind, name).isEmpty();
  }

  /** The object of that kind and name in the namespace of the one that refers to it. */
  Optional<Manifest> find(Manifest from, String kind, String name) {
    return manifests.stream()
        .filter(m -> m.kind().equals(kind) && m.name().equals(name))
        .filter(m -> sameNamespace(m, from))
        .findFirst();
  }

  /** A manifest without a namespace goes to whichever it is applied to. */
  private static boolean sameNamespace(Manifest one, Manifest other) {
    return one.namespace().equals(other.namespace())
        || one.namespace().isEmpty()
        || other.namespace().isEmpty();
  }
}
