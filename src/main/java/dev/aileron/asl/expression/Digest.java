package dev.aileron.asl.expression;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The hashes that both query languages can make of a text. */
public final class Digest {
  private static final Set<String> ALGORITHMS =
      Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  private Digest() {}

  /** The hash of the text's UTF-8, in hexadecimal digits; empty if there is no such algorithm. */
  public static Optional<String> of(String text, String algorithm) {
    if (!ALGORITHMS.contains(algorithm)) {
      return Optional.empty();
    }
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return Optional.of(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
