package dev.aileron.cli.lint;

import dev.aileron.asl.validate.MachineType;
import dev.aileron.asl.validate.Options;
import java.util.Map;
import java.util.Set;

/**
 * How files are checked.
 *
 * @param type of machines that do not say it themselves
 * @param allowPlaceholders whether placeholders may stay unfilled
 * @param substitutions values for placeholders
 * @param references whether what manifests refer to must be among the given ones
 * @param ignored codes of findings that are left out
 */
public record LintSettings(
    MachineType type,
    boolean allowPlaceholders,
    Map<String, String> substitutions,
    boolean references,
    Set<String> ignored) {
  public LintSettings {
    ignored = Set.copyOf(ignored);
    substitutions = Map.copyOf(substitutions);
  }

  Options options(MachineType of) {
    return new Options(of, allowPlaceholders);
  }
}
