package dev.aileron.cli.lint;

import dev.aileron.asl.validate.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is looked for in manifests; their state machines have the rules of the language besides. */
public enum ManifestRule {
  MANIFEST_UNREADABLE(Severity.ERROR, "A manifest is YAML or JSON in which no key stands twice."),
  MANIFEST_VERSION_UNKNOWN(
      Severity.ERROR, "A manifest is of a kind and version that Aileron's CRDs have."),
  MANIFEST_FIELD_UNKNOWN(
      Severity.ERROR, "A manifest has the fields that the CRD has; the API server drops others."),
  MANIFEST_FIELD_MISSING(Severity.ERROR, "A manifest has the fields that the CRD requires."),
  MANIFEST_VALUE(Severity.ERROR, "A value is of the type, and within the bounds, of the CRD."),
  MANIFEST_DEFINITION(
      Severity.ERROR,
      "A Workflow has exactly one of definition, definitionString and definitionFrom."),
  REFERENCE_MISSING(
      Severity.WARNING,
      "What a manifest refers to is among the given manifests, in its namespace."),
  REFERENCE_SELF(Severity.ERROR, "A Workflow does not refer to itself."),
  SUBSTITUTION_UNUSED(Severity.WARNING, "Every substitution of a Workflow is used."),
  NAME_TWICE(
      Severity.ERROR, "Two manifests of a kind and namespace in a file have different names.");

  private final Severity severity;
  private final String what;

  ManifestRule(Severity severity, String what) {
    this.severity = severity;
    this.what = what;
  }

  /** Stable name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  /** The rule, in a sentence. */
  public String what() {
    return what;
  }

  /** The rule of that code. */
  public static Optional<ManifestRule> of(String code) {
    return Arrays.stream(values()).filter(r -> r.code().equals(code)).findFirst();
  }
}
