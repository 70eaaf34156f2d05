package dev.aileron.cli.test;

import dev.aileron.asl.mock.Answer;
import dev.aileron.asl.mock.Mocks;
import dev.aileron.asl.mock.Reply;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads mocks. */
final class AnswerReader {
  private static final List<String> REPLIES =
      List.of("result", "payload", "error", "items", "written");
  private static final List<String> FIELDS =
      List.of(
          "result",
          "payload",
          "error",
          "cause",
          "items",
          "written",
          "when",
          "iteration",
          "times",
          "delaySeconds",
          "heartbeatEverySeconds");

  private AnswerReader() {}

  static Mocks mocks(Value mocks) {
    Map<String, List<Answer>> byState = new LinkedHashMap<>();
    mocks.fields().forEach((state, answers) -> byState.put(state, answers(answers)));
    return new Mocks(byState);
  }

  /**
   * One answer is for every call; of a list each is for one call, unless it says what it is for.
   */
  private static List<Answer> answers(Value value) {
    List<Answer> answers = new ArrayList<>();
    if (value.node().isArray()) {
      for (Value each : value.elements()) {
        boolean chosen = each.has("when") || each.has("iteration");
        add(answers, answer(each, chosen ? Answer.ALWAYS : 1));
      }
    } else {
      add(answers, answer(value, Answer.ALWAYS));
    }
    return answers;
  }

  private static void add(List<Answer> answers, @Nullable Answer answer) {
    if (answer != null) {
      answers.add(answer);
    }
  }

  private static @Nullable Answer answer(Value value, int times) {
    if (!value.isObject(FIELDS, List.of())) {
      return null;
    }
    Reply reply = reply(value);
    Long iteration = value.field("iteration").whole(0);
    return reply == null
        ? null
        : new Answer(
            reply,
            value.field("when").json(),
            iteration == null ? null : Math.toIntExact(Math.min(iteration, Integer.MAX_VALUE)),
            times(value.field("times"), times),
            millis(value.field("delaySeconds").seconds(false)),
            millis(value.field("heartbeatEverySeconds").seconds(true)));
  }

  private static @Nullable Reply reply(Value value) {
    List<String> named = REPLIES.stream().filter(value::has).toList();
    if (named.size() != 1) {
      value.problem("an answer needs exactly one of " + String.join(", ", REPLIES));
      return null;
    }
    if (value.has("cause") && !value.has("error")) {
      value.field("cause").problem("cause belongs to error");
    }
    Value given = value.field(named.getFirst());
    return switch (named.getFirst()) {
      case "result" -> new Reply.Result(given.node());
      case "payload" -> new Reply.Payload(given.node());
      case "items" -> {
        given.elements(); // takes down that it is no list
        yield new Reply.Items(given.node());
      }
      case "written" -> new Reply.Written(given.node());
      default -> {
        String error = given.text();
        yield new Reply.Failure(
            Objects.requireNonNullElse(error, "unreadable"), value.field("cause").text());
      }
    };
  }

  private static int times(Value value, int otherwise) {
    if (value.node().asText().equals("always")) {
      return Answer.ALWAYS;
    }
    Long times = value.whole(1);
    return times == null ? otherwise : (int) Math.min(times, Answer.ALWAYS);
  }

  private static long millis(@Nullable BigDecimal seconds) {
    return seconds == null ? 0 : seconds.movePointRight(3).longValue();
  }
}
