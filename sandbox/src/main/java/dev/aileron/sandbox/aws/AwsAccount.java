package dev.aileron.sandbox.aws;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The account a sandbox is.
 *
 * @param id twelve digits
 * @param accessKeyId the account's id, from which the emulator takes the account of a request
 */
public record AwsAccount(String id, String region, String accessKeyId, String secretAccessKey) {

  private static final String ID = "111122223333";
  private static final String REGION = "eu-west-1";

  /** The sandbox's account with a secret that was never used before. */
  public static AwsAccount create() {
    var secret = new byte[20];
    new SecureRandom().nextBytes(secret);
    return new AwsAccount(ID, REGION, ID, HexFormat.of().formatHex(secret));
  }
}
