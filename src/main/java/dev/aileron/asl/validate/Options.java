package dev.aileron.asl.validate;

/**
 * How a definition is to be judged.
 *
 * @param type of the machine that it is for
 * @param allowPlaceholders whether {@code ${Name}} may stand in texts; each is a finding otherwise.
 *     A value with one in it is not judged either way, for nobody knows what it will be
 */
public record Options(MachineType type, boolean allowPlaceholders) {
  /** A Standard machine without placeholders. */
  public static final Options STANDARD = new Options(MachineType.STANDARD, false);

  /** An Express machine without placeholders. */
  public static final Options EXPRESS = new Options(MachineType.EXPRESS, false);

  /** The same, with placeholders allowed. */
  public Options allowingPlaceholders() {
    return new Options(type, true);
  }
}
