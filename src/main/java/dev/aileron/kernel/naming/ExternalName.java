package dev.aileron.kernel.naming;

/** The name of a thing in AWS, made of the object's namespace and name. */
public final class ExternalName {
  private static final int HASH_LENGTH = 8;

  private ExternalName() {}

  /**
   * {@code <prefix><namespace>-<name>} with dots as hyphens. When that is longer than {@code max}
   * characters, or a dot was replaced, it is cut and ends in a hash of the whole. Two objects can
   * still meet ({@code a-b/c} and {@code a/b-c}): then the ownership tags refuse the second.
   */
  public static String of(String prefix, String namespace, String name, int max) {
    String whole = prefix + namespace + "-" + name;
    String allowed = whole.replace('.', '-');
    if (allowed.equals(whole) && whole.length() <= max) {
      return whole;
    }
    String hash = Hashes.hex(whole).substring(0, HASH_LENGTH);
    int keep = Math.min(allowed.length(), max - HASH_LENGTH - 1);
    return allowed.substring(0, keep) + "-" + hash;
  }
}
