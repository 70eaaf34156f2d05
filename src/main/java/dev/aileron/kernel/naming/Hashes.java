package dev.aileron.kernel.naming;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256 in the spellings that Lambda and Kubernetes users meet. */
public final class Hashes {
  private Hashes() {}

  public static byte[] sha256(byte[] content) {
    return digest("SHA-256", content);
  }

  static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java platform has no " + algorithm, e);
    }
  }

  /** In base64, as Lambda writes CodeSha256. */
  public static String base64(byte[] content) {
    return Base64.getEncoder().encodeToString(sha256(content));
  }

  /** In hex, 64 characters. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The first 16 characters of the hex form: enough to tell specs of one object apart. */
  public static String brief(String text) {
    return hex(text).substring(0, 16);
  }
}
