package dev.aileron.asl.mock;

import java.util.List;

/** Why an execution could not be run to its end. */
public sealed interface Obstacle {

  /** Nothing answers a call. */
  record Unanswered(Call call, Reason reason) implements Obstacle {}

  /** Why nothing does. */
  enum Reason {
    /** The state has no answers. */
    NOT_MOCKED,
    /** It has, and all that match have been given. */
    USED_UP,
    /** It has, and none matches. */
    NO_MATCH
  }

  /**
   * It goes on and on.
   *
   * @param steps how many have been made
   */
  record Endless(int steps) implements Obstacle {}

  /**
   * Nothing will happen any more.
   *
   * @param states where it is
   */
  record Stuck(List<String> states) implements Obstacle {
    public Stuck {
      states = List.copyOf(states);
    }
  }
}
