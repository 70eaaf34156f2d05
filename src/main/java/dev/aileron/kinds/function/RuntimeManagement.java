package dev.aileron.kinds.function;

/**
 * When the runtime under a version is updated.
 *
 * @param mode Lambda's own word
 * @param versionARN the runtime's version, for Manual; empty otherwise
 */
public record RuntimeManagement(String mode, String versionARN) {
  /** What every version has by itself. */
  static final RuntimeManagement AUTO = new RuntimeManagement("Auto", "");

  String describe() {
    return versionARN.isEmpty() ? mode : mode + " (" + versionARN + ")";
  }
}
