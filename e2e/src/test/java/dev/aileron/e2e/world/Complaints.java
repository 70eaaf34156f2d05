package dev.aileron.e2e.world;

import java.util.regex.Pattern;

/** Lines of the operator's log that stand for something broken, whatever it is. */
public final class Complaints {

  /**
   * The level, as the operator's log format puts it; what RBAC answers to what it has no rule for.
   */
  private static final Pattern PATTERN = Pattern.compile("^\\S+ (ERROR|FATAL) |is forbidden: User");

  private Complaints() {}

  public static boolean isOne(String line) {
    return PATTERN.matcher(line).find();
  }
}
