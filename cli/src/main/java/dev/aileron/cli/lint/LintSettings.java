package dev.aileron.cli.lint;

import dev.aileron.asl.validate.MachineType;
import dev.aileron.asl.validate.Options;
import java.util.Map;

/**
 * How files are checked.
 *
 * @param type of machines that do not say it themselves
 * @param allowPlaceholders whether placeholders may stay unfilled
 * @param substitutions values for placeholders
 * @param references whether what manifests refer to must be among the given ones
 */
public record LintSettings(
    MachineType type,
    boolean allowPlaceholders,
    Map<String, String> substitutions,
    boolean references) {
  public LintSettings {
    substitutions = Map.copyOf(substitutions);
  }

  Options options(MachineType of) {
    return new Options(of, allowPlaceholders);
  }
}
