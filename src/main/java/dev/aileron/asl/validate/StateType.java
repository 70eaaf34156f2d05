package dev.aileron.asl.validate;

import java.util.Arrays;
import java.util.Optional;

/** The types of states. */
public enum StateType {
  TASK("Task"),
  PASS("Pass"),
  CHOICE("Choice"),
  WAIT("Wait"),
  SUCCEED("Succeed"),
  FAIL("Fail"),
  PARALLEL("Parallel"),
  MAP("Map");

  private final String word;

  StateType(String word) {
    this.word = word;
  }

  /** As Type writes it. */
  public String word() {
    return word;
  }

  /** Whether an execution of the scope ends here whatever the state's fields say. */
  public boolean ends() {
    return this == SUCCEED || this == FAIL;
  }

  /** Whether the state needs Next or End. */
  public boolean goesOn() {
    return !ends() && this != CHOICE;
  }

  /** Whether the state makes a result of its own, which $states.result then is. */
  public boolean hasResult() {
    return this == TASK || this == PARALLEL || this == MAP;
  }

  /** The type of that word, if it is one. */
  public static Optional<StateType> of(String word) {
    return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
  }
}
