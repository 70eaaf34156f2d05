package dev.aileron.kernel.status;

/**
 * What is known besides the situation.
 *
 * @param available whether the alias serves a version, be it an older one
 * @param serving what serves, for people
 * @param resolved whether everything that the spec refers to was found in this pass
 */
public record Facts(boolean available, String serving, boolean resolved) {
  /** Nothing serves and nobody has looked at references. */
  public static Facts none() {
    return new Facts(false, "No version serves yet", false);
  }
}
