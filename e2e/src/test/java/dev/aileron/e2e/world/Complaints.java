package dev.aileron.e2e.world;

import java.util.List;
import java.util.regex.Pattern;

/** Lines of the operator's log that stand for something broken, whatever it is. */
public final class Complaints {

  /**
   * The level, as the operator's log format puts it; what RBAC answers to what it has no rule for.
   */
  private static final Pattern PATTERN = Pattern.compile("^\\S+ (ERROR|FATAL) |is forbidden: User");

  private static final int LINE_LIMIT = 600;

  private Complaints() {}

  /** The complaints among lines of the log, each cut to what a person reads. */
  public static List<String> in(List<String> lines) {
    return lines.stream()
        .filter(line -> PATTERN.matcher(line).find())
        .map(line -> line.substring(0, Math.min(line.length(), LINE_LIMIT)))
        .toList();
  }
}
