package dev.aileron.sandbox.aws.identity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The temporary credentials that were handed out, and the keys of users. Bounded. */
final class Sessions {

  /** Beyond this many the oldest ones are forgotten, and count as credentials nobody has. */
  private static final int MOST = 10_000;

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int KEY_LENGTH = 16;
  private static final int SECRET_LENGTH = 40;
  private static final int TOKEN_LENGTH = 120;

  /**
   * Temporary credentials.
   *
   * @param roleName the role they are of; null for those of a user or an account
   * @param token what a request signed with them has to carry
   * @param policies documents that narrow what they may do
   * @param tags of the session
   */
  record Session(
      String accessKeyId,
      String secretAccessKey,
      String token,
      String accountId,
      String principalArn,
      String userId,
      @Nullable String roleName,
      Instant expires,
      List<String> policies,
      Map<String, String> tags) {}

  /** The owner of a permanent key. */
  record User(String accountId, String name, String id) {}

  private final Random random;
  private final Map<String, Session> sessions = bounded();
  private final Map<String, User> users = bounded();

  /**
   * @param random of the keys and tokens
   */
  Sessions(Random random) {
    this.random = random;
  }

  /** Hands out credentials. */
  synchronized Session open(
      String accountId,
      String principalArn,
      String userId,
      @Nullable String roleName,
      Instant expires,
      List<String> policies,
      Map<String, String> tags) {
    var session =
        new Session(
            "ASIA" + text(KEY_LENGTH),
            text(SECRET_LENGTH),
            text(TOKEN_LENGTH),
            accountId,
            principalArn,
            userId,
            roleName,
            expires,
            policies,
            tags);
    sessions.put(session.accessKeyId(), session);
    return session;
  }

  synchronized @Nullable Session session(String accessKeyId) {
    return sessions.get(accessKeyId);
  }

  synchronized @Nullable User user(String accessKeyId) {
    return users.get(accessKeyId);
  }

  synchronized void addKey(String accessKeyId, User user) {
    users.put(accessKeyId, user);
  }

  synchronized void removeKey(String accessKeyId) {
    users.remove(accessKeyId);
  }

  private String text(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MOST;
      }
    };
  }
}
