package dev.aileron.asl.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule, for people who read about it.
 *
 * @param code stable name
 * @param chapter what it is about, in words
 * @param what the rule, in a sentence
 * @param why what happens otherwise, and who says so
 * @param example a state or definition that the rule refuses
 * @param context what is around the example: the kind of machine it stands in
 */
public record RuleInfo(
    String code,
    Severity severity,
    String chapter,
    String what,
    String why,
    String example,
    String context) {

  /** All rules, by chapters. */
  public static List<RuleInfo> all() {
    List<RuleInfo> all = new ArrayList<>();
    Catalogue.CHAPTERS.forEach((chapter, rules) -> {
      for (Rule<?> rule : rules) {
        all.add(of(chapter, rule));
      }
    });
    return all;
  }

  /** The rule of that code. */
  public static Optional<RuleInfo> of(String code) {
    return all().stream().filter(r -> r.code.equals(code)).findFirst();
  }

  private static RuleInfo of(String chapter, Rule<?> rule) {
    Example example = rule.example();
    String language = example.inJsonata() ? "JSONata" : "JSONPath";
    String machine =
        example.wholeMachine() ? "A definition" : "A state of a machine in %s".formatted(language);
    String context = example.type() == MachineType.EXPRESS ? machine + ", Express" : machine;
    return new RuleInfo(
        rule.code(), rule.severity(), chapter, rule.what(), rule.why(), example.shown(), context);
  }
}
