package dev.aileron.asl.mock;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives answers, and knows which have been given. */
final class Answers {
  private final Mocks mocks;
  private final Map<String, int[]> given = new HashMap<>();

  Answers(Mocks mocks) {
    this.mocks = mocks;
  }

  Optional<Answer> to(Call call) {
    List<Answer> answers = mocks.of(call.state());
    int[] counts = given.computeIfAbsent(call.state(), s -> new int[answers.size()]);
    for (int i = 0; i < answers.size(); i++) {
      Answer answer = answers.get(i);
      if (counts[i] < answer.times() && answer.matches(call)) {
        counts[i]++;
        return Optional.of(answer);
      }
    }
    return Optional.empty();
  }

  /** How many answers of each state have not been used up. */
  Map<String, Integer> leftOver() {
    Map<String, Integer> left = new TreeMap<>();
    mocks
        .byState()
        .forEach((state, answers) -> {
          int[] counts = given.getOrDefault(state, new int[answers.size()]);
          for (int i = 0; i < answers.size(); i++) {
            int wanted = answers.get(i).times() == Answer.ALWAYS ? 1 : answers.get(i).times();
            if (counts[i] < wanted) {
              left.merge(state, 1, Integer::sum);
            }
          }
        });
    return left;
  }

  /** Why there is no answer. */
  Obstacle.Reason without(Call call) {
    List<Answer> answers = mocks.of(call.state());
    if (answers.stream().noneMatch(answer -> call.kind().takes(answer.reply()))) {
      return Obstacle.Reason.NOT_MOCKED;
    }
    return answers.stream().anyMatch(answer -> answer.matches(call))
        ? Obstacle.Reason.USED_UP
        : Obstacle.Reason.NO_MATCH;
  }
}
