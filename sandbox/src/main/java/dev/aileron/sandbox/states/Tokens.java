package dev.aileron.sandbox.states;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Task tokens: which of them somebody may still answer with. */
final class Tokens {
  private static final int REMEMBERED = 10_000;

  /** Who waits for an answer. */
  record Waiting(Run run, long ticket) {}

  private final Map<String, Waiting> waiting = new HashMap<>();
  private final Map<String, Boolean> used =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  synchronized void add(String token, Run run, long ticket) {
    waiting.put(token, new Waiting(run, ticket));
  }

  /** Nobody waits for that token any more. */
  synchronized void close(@Nullable String token) {
    if (token != null && waiting.remove(token) != null) {
      used.put(token, true);
    }
  }

  synchronized boolean isWaiting(String token) {
    return waiting.containsKey(token);
  }

  /**
   * Who waits for that token.
   *
   * @throws dev.aileron.sandbox.aws.model.AwsError TaskTimedOut for one that somebody waited for
   *     once, InvalidToken for any other
   */
  synchronized Waiting waiting(String token) {
    var found = waiting.get(token);
    if (found != null) {
      return found;
    }
    if (used.containsKey(token)) {
      throw Errors.of("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
    }
    throw Errors.invalidToken();
  }

  /** The same, for the last time. */
  synchronized Waiting take(String token) {
    var found = waiting(token);
    close(token);
    return found;
  }
}
