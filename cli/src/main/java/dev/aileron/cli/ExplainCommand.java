package dev.aileron.cli;

import dev.aileron.asl.validate.RuleInfo;
import dev.aileron.cli.lint.ManifestRule;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a code means. */
@Command(
    name = "explain",
    description = {
      "Says what the code of a finding means, with an example; without a code, lists all of them.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "CODE", description = "For example value-range.")
  private @Nullable String code;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (code == null) {
      list(out);
      return 0;
    }
    RuleInfo rule = RuleInfo.of(code).orElse(null);
    ManifestRule manifest = ManifestRule.of(code).orElse(null);
    if (rule != null) {
      explain(out, rule);
    } else if (manifest != null) {
      out.printf("%s (%s)%n%n%s%n", manifest.code(), word(manifest.severity()), manifest.what());
    } else {
      throw new ParameterException(
          spec.commandLine(), "There is no code %s. aileron explain lists all.".formatted(code));
    }
    return 0;
  }

  /** Whether findings can have that code. */
  static boolean isKnown(String code) {
    return RuleInfo.of(code).isPresent() || ManifestRule.of(code).isPresent();
  }

  private static void list(PrintWriter out) {
    for (RuleInfo rule : RuleInfo.all()) {
      out.printf("%-34s %-8s %s%n", rule.code(), word(rule.severity()), rule.what());
    }
    for (ManifestRule rule : ManifestRule.values()) {
      out.printf("%-34s %-8s %s%n", rule.code(), word(rule.severity()), rule.what());
    }
  }

  private static void explain(PrintWriter out, RuleInfo rule) {
    out.printf("%s (%s)%n%n", rule.code(), word(rule.severity()));
    out.printf("%s%n%s%n%n", rule.what(), rule.why());
    out.printf("%s that breaks it:%n%n%s", rule.context(), rule.example().indent(2));
  }

  private static String word(Enum<?> severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}
