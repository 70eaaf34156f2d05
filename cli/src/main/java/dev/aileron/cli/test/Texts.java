package dev.aileron.cli.test;

import dev.aileron.asl.mock.Call;
import dev.aileron.asl.mock.Obstacle;
import dev.aileron.asl.mock.Outcome;
import dev.aileron.asl.mock.PathStep;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Sentences of the reports. */
final class Texts {
  private static final int LONGEST_VALUE = 400;

  /** Steps of a path that are shown from its start, and from its end. */
  private static final int MOST_STEPS = 20;

  private Texts() {}

  static String brief(String value) {
    return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
  }

  /** The path in one line, with what else happened on the way. */
  static String path(Outcome outcome) {
    List<String> notes = new ArrayList<>();
    outcome
        .retries()
        .forEach((state, times) ->
            notes.add("%s retried %s".formatted(state, times == 1 ? "once" : times + " times")));
    if (!outcome.elapsed().isZero()) {
      notes.add(seconds(outcome) + " s");
    }
    return steps(outcome.path()) + (notes.isEmpty() ? "" : "  (" + String.join(", ", notes) + ")");
  }

  static String seconds(Outcome outcome) {
    return BigDecimal.valueOf(outcome.elapsed().toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private static String steps(List<PathStep> path) {
    if (path.size() <= 2 * MOST_STEPS) {
      return joined(path);
    }
    return "%s → … %d more … → %s"
        .formatted(
            joined(path.subList(0, MOST_STEPS)),
            path.size() - 2 * MOST_STEPS,
            joined(path.subList(path.size() - MOST_STEPS, path.size())));
  }

  private static String joined(List<PathStep> path) {
    return path.stream()
        .map(step -> step.state() + (step.inside().isEmpty() ? "" : " [" + inside(step) + "]"))
        .collect(Collectors.joining(" → "));
  }

  /** Branches or iterations; equal ones that follow one another are counted. */
  private static String inside(PathStep step) {
    List<String> shown = new ArrayList<>();
    List<List<PathStep>> paths = step.inside();
    for (int from = 0; from < paths.size(); ) {
      int to = from;
      while (to < paths.size() && paths.get(to).equals(paths.get(from))) {
        to++;
      }
      String one = paths.get(from).isEmpty() ? "nothing" : steps(paths.get(from));
      shown.add(to - from == 1 ? one : "%d × %s".formatted(to - from, one));
      from = to;
    }
    return String.join(" | ", shown);
  }

  /** Why a case could not be run to its end, and what to do about it. */
  static String obstacle(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.Unanswered unanswered -> unanswered(unanswered);
      case Obstacle.Endless endless ->
          "the execution did not end within %d transitions; look for a loop that nothing ends"
              .formatted(endless.steps());
      case Obstacle.Stuck stuck ->
          "nothing more happens in %s".formatted(String.join(", ", stuck.states()));
    };
  }

  private static String unanswered(Obstacle.Unanswered unanswered) {
    Call call = unanswered.call();
    String what =
        switch (unanswered.reason()) {
          case NOT_MOCKED -> "nothing answers the call of state %s";
          case USED_UP -> "all answers of state %s are used up";
          case NO_MATCH -> "no answer of state %s matches";
        };
    return """
    %s
      call      %s
      arguments %s
      add to the mocks, with what the call gives:
        %s:
        - %s\
    """
        .formatted(
            what.formatted(call.place()),
            call.resource().arn(),
            brief(call.arguments().toString()),
            yamlKey(call.state()),
            answer(call));
  }

  private static String answer(Call call) {
    return switch (call.kind()) {
      case READ -> "items: []";
      case WRITE -> "written: {}";
      case TASK -> call.isInvoke() ? "payload: {}" : "result: {}";
    };
  }

  private static String yamlKey(String state) {
    boolean plain =
        state.matches("[A-Za-z]([A-Za-z0-9 _-]*[A-Za-z0-9_-])?")
            && !state.matches("(?i)true|false|null|yes|no|on|off|y|n");
    return plain ? state : "'" + state.replace("'", "''") + "'";
  }
}
