package dev.aileron.e2e.world;

import java.util.regex.Pattern;

/** Lines of the operator's log that stand for something broken, whatever it is. */
public final class Complaints {

  /** The level, as the operator's log format puts it; what the client says of an answer 403. */
  private static final Pattern PATTERN =
      Pattern.compile("^\\S+ (ERROR|FATAL) |is forbidden|code=403|Forbidden");

  private Complaints() {}

  public static boolean isOne(String line) {
    return PATTERN.matcher(line).find();
  }
}
