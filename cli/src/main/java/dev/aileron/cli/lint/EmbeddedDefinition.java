package dev.aileron.cli.lint;

import dev.aileron.asl.text.Layout;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.SourceReader;
import dev.aileron.asl.text.Spot;
import dev.aileron.asl.validate.Finding;
import dev.aileron.asl.validate.Severity;
import org.jspecify.annotations.Nullable;

/**
 * A definition inside of a manifest, which knows where in the file each of its lines stands.
 *
 * @param holder the manifest that it stands in
 * @param at the value in the manifest
 * @param source the definition itself
 * @param asText whether it is a text in the manifest, and not a part of its tree
 */
record EmbeddedDefinition(Manifest holder, Pointer at, Source source, boolean asText) {

  /** A definition that is a part of the manifest's tree. */
  static EmbeddedDefinition value(Manifest holder, Pointer at) {
    return new EmbeddedDefinition(holder, at, Source.of(holder.tree().at(at.toString())), false);
  }

  /** A definition that is a text in the manifest. */
  static EmbeddedDefinition text(Manifest holder, Pointer at) {
    String text = holder.tree().at(at.toString()).asText();
    return new EmbeddedDefinition(holder, at, SourceReader.read(text), true);
  }

  LintFinding inFile(Finding finding) {
    Spot spot = asText ? inText(finding.spot()) : holder.spot(below(finding.pointer()));
    Pointer pointer = asText ? at : below(finding.pointer());
    return new LintFinding(
        holder.file(),
        finding.code(),
        finding.severity(),
        pointer.toString(),
        spot,
        asText ? at(finding.pointer(), finding.message()) : finding.message());
  }

  LintFinding finding(ManifestRule rule, Pointer pointer, String message) {
    return inFile(new Finding(rule.code(), rule.severity(), pointer, spotOf(pointer), message));
  }

  LintFinding error(String code, Pointer pointer, String message) {
    return inFile(new Finding(code, Severity.ERROR, pointer, spotOf(pointer), message));
  }

  private Spot spotOf(Pointer pointer) {
    return source.spot(pointer).orElse(new Spot(1, 1));
  }

  /** A pointer into the text cannot be a pointer into the file, so the message says it. */
  private static String at(Pointer inner, String message) {
    String pointer = inner.toString();
    return pointer.isEmpty() ? message : "at " + pointer + ": " + message;
  }

  private Pointer below(Pointer inner) {
    Pointer whole = at;
    for (String token : inner.tokens()) {
      whole = whole.field(token);
    }
    return whole;
  }

  /** Where a place in the text stands in the file: below a block's mark, or in the value's line. */
  private Spot inText(@Nullable Spot inner) {
    Spot value = valueSpot();
    String[] lines = holder.text().split("\n", -1);
    String line = value.line() <= lines.length ? lines[value.line() - 1] : "";
    int column = Math.min(value.column() - 1, line.length());
    boolean block = line.startsWith("|", column);
    if (inner == null || !block) {
      return value;
    }
    int target = Math.min(value.line() + inner.line(), lines.length);
    String first = value.line() < lines.length ? lines[value.line()] : "";
    int indent = first.length() - first.stripLeading().length();
    return new Spot(target, inner.column() + indent);
  }

  private Spot valueSpot() {
    Layout layout = holder.source().layout();
    return layout == null ? new Spot(1, 1) : layout.nearest(at).value();
  }
}
