package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.SourceReader;
import dev.aileron.asl.text.Spot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges definitions by all rules. */
public final class Validator {
  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt((Finding f) -> f.spot() == null ? 0 : f.spot().line())
          .thenComparingInt(f -> f.spot() == null ? 0 : f.spot().column());

  private final Source source;
  private final List<Finding> findings = new ArrayList<>();

  /** One for all rules, for it is handed out a million times; which rule speaks is kept beside. */
  private final Rule.Report report = this::add;

  private @Nullable Rule<?> judging;

  private Validator(Source source) {
    this.source = source;
  }

  /** Judges a text, JSON or YAML. */
  public static Analysis text(String text, Options options) {
    return source(SourceReader.read(text), options);
  }

  /** Judges a definition that came without a text; findings then have no lines. */
  public static Analysis tree(JsonNode definition, Options options) {
    return source(Source.of(definition), options);
  }

  /** Judges what was read. The same definition always gives the same findings in the same order. */
  public static Analysis source(Source source, Options options) {
    Validator validator = new Validator(source);
    validator.judge(new Document(source, options));
    Machine machine = Machine.of(source.tree(), options);
    if (source.tree().isObject()) {
      new Walk(validator::judge).machine(machine);
    }
    // Stable: findings of one place stay in the order of the walk.
    validator.findings.sort(BY_PLACE);
    return new Analysis(validator.findings, machine);
  }

  private void judge(Subject subject) {
    for (Rule<?> rule : Catalogue.on(subject.getClass())) {
      judging = rule;
      apply(rule, subject);
    }
  }

  private <S extends Subject> void apply(Rule<S> rule, Subject subject) {
    rule.check().look(rule.on().cast(subject), report);
  }

  private void add(Pointer at, String message) {
    Rule<?> rule = Objects.requireNonNull(judging, "a rule reports");
    Spot spot = source.spot(at).orElseGet(this::textSpot);
    findings.add(new Finding(rule.code(), rule.severity(), at, spot, message));
  }

  /** Where the reader gave up, for a text that could not be read. */
  private @Nullable Spot textSpot() {
    return source.problems().isEmpty() ? null : source.problems().getFirst().spot();
  }
}
