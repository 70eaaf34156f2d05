package dev.aileron.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.TextProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Checks manifests: each by its schema, and all together for what they refer to. */
final class ManifestLint {
  private static final Pointer METADATA = Pointer.ROOT.field("metadata");

  private final LintSettings settings;
  private final List<Manifest> manifests;
  private final Consumer<LintFinding> found;

  ManifestLint(LintSettings settings, List<Manifest> manifests, Consumer<LintFinding> found) {
    this.settings = settings;
    this.manifests = manifests;
    this.found = found;
  }

  void lint() {
    Map<String, Manifest> names = new HashMap<>();
    References references = new References(settings, manifests);
    for (Manifest manifest : manifests) {
      problems(manifest);
      if (manifest.tree().path("apiVersion").asText().startsWith("aileron.dev/")) {
        boolean known = schema(manifest);
        unique(manifest, names);
        if (known && manifest.kind().equals("Workflow")) {
          new WorkflowLint(settings, references, found).lint(manifest);
        }
      }
    }
  }

  private void problems(Manifest manifest) {
    Source source = manifest.source();
    for (TextProblem problem : source.problems()) {
      LintFinding finding =
          manifest.finding(ManifestRule.MANIFEST_UNREADABLE, problem.pointer(), problem.message());
      found.accept(problem.spot() == null ? finding : at(finding, problem));
    }
  }

  private static LintFinding at(LintFinding finding, TextProblem problem) {
    return new LintFinding(
        finding.file(),
        finding.code(),
        finding.severity(),
        finding.pointer(),
        problem.spot() == null ? finding.spot() : problem.spot(),
        finding.message());
  }

  /** Checks by the schema, if there is one. */
  private boolean schema(Manifest manifest) {
    String version = manifest.tree().path("apiVersion").asText();
    JsonNode schema = Schemas.of(manifest.kind(), version).orElse(null);
    if (schema == null) {
      found.accept(
          manifest.finding(
              ManifestRule.MANIFEST_VERSION_UNKNOWN,
              Pointer.ROOT.field("kind"),
              "there is no kind %s of %s; there are %s"
                  .formatted(manifest.kind(), version, Schemas.known())));
      return false;
    }
    new SchemaCheck((rule, at, message) -> found.accept(manifest.finding(rule, at, message)))
        .object(schema, manifest.tree());
    if (manifest.name().isEmpty()) {
      found.accept(
          manifest.finding(
              ManifestRule.MANIFEST_FIELD_MISSING, METADATA, "metadata needs the field name"));
    }
    return true;
  }

  /** In one file only: overlays of several environments have the same names in several files. */
  private void unique(Manifest manifest, Map<String, Manifest> names) {
    String key =
        String.join("/", manifest.file(), manifest.kind(), manifest.namespace(), manifest.name());
    Manifest before = names.putIfAbsent(key, manifest);
    if (before != null && !manifest.name().isEmpty()) {
      found.accept(
          manifest.finding(
              ManifestRule.NAME_TWICE,
              METADATA.field("name"),
              "there is another %s %s in line %d; give one of them another name"
                  .formatted(
                      manifest.kind(),
                      manifest.name(),
                      before.spot(METADATA.field("name")).line())));
    }
  }
}
