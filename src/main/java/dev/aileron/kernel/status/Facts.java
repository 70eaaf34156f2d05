package dev.aileron.kernel.status;

import org.jspecify.annotations.Nullable;

/**
 * What is known besides the situation.
 *
 * @param available whether the alias serves a version, be it an older one
 * @param serving what serves, for people
 * @param references null while nobody has looked
 */
public record Facts(boolean available, String serving, @Nullable References references) {
  /**
   * Whether everything was found that the spec refers to.
   *
   * @param message what was found missing, for people
   */
  public record References(boolean resolved, String message) {}

  /** Nothing serves and nobody has looked at references. */
  public static Facts none() {
    return new Facts(false, "No version serves yet", null);
  }
}
