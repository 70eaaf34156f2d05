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
    return hashed(allowed, whole, max);
  }

  /** The name itself, or, if it is longer than {@code max} characters, cut with a hash of it. */
  public static String shortened(String name, int max) {
    return name.length() <= max ? name : hashed(name, name, max);
  }

  /** What is kept ends in a letter or digit: no label of a DNS name begins with the hyphen. */
  private static String hashed(String name, String whole, int max) {
    int keep = Math.min(name.length(), max - HASH_LENGTH - 1);
    while (keep > 0 && !Character.isLetterOrDigit(name.charAt(keep - 1))) {
      keep--;
    }
    return name.substring(0, keep) + "-" + Hashes.hex(whole).substring(0, HASH_LENGTH);
  }
}
