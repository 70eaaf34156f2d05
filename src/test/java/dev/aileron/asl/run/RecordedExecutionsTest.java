package dev.aileron.asl.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Runs every execution of the corpus again and compares it with what the service recorded. */
class RecordedExecutionsTest {
  private static final String UNLIKE = "recorded-executions-unlike.tsv";
  private static final String OTHER_EVENTS = "recorded-histories-unlike.tsv";
  private static final double LIKE_IN_ALL = 0.95;
  private static final double LIKE_IN_A_GROUP = 0.85;

  private static final class Tally {
    int cases;
    int like;
    int histories;
    int likeHistories;
  }

  @Test
  void executionsRunAsTheyRanOnTheService() throws IOException {
    assumeTrue(
        Files.isDirectory(RecordedExecution.FOLDER), "the corpus lies beside the checkout, or not");
    Map<String, String> listed = listed(UNLIKE);
    Map<String, String> otherEvents = new LinkedHashMap<>();
    Map<String, Tally> groups = new TreeMap<>();
    Map<String, String> unlike = new LinkedHashMap<>();
    for (RecordedExecution recorded : RecordedExecution.all()) {
      Tally tally = groups.computeIfAbsent(recorded.group(), g -> new Tally());
      Replay replay = new Replay(recorded);
      Optional<String> difference = replay.judge();
      tally.cases++;
      if (difference.isEmpty()) {
        tally.like++;
      } else {
        unlike.put(recorded.id(), difference.get());
      }
      if (!recorded.history().isEmpty()) {
        tally.histories++;
        Optional<String> event = replay.compareHistory();
        if (event.isEmpty()) {
          tally.likeHistories++;
        } else {
          otherEvents.put(recorded.id(), event.get());
        }
      }
    }
    print(groups, unlike, otherEvents);

    assertThat(unlike.keySet())
        .as("unlike the recording, compared with those listed in %s", UNLIKE)
        .containsExactlyInAnyOrderElementsOf(listed.keySet());
    assertThat(otherEvents.keySet())
        .as("with an event unlike the recording's, compared with those in %s", OTHER_EVENTS)
        .containsExactlyInAnyOrderElementsOf(listed(OTHER_EVENTS).keySet());
    int cases = groups.values().stream().mapToInt(t -> t.cases).sum();
    int like = groups.values().stream().mapToInt(t -> t.like).sum();
    assertThat((double) like / cases).isGreaterThanOrEqualTo(LIKE_IN_ALL);
    groups.forEach((group, tally) ->
        assertThat((double) tally.like / tally.cases)
            .as(group)
            .isGreaterThanOrEqualTo(LIKE_IN_A_GROUP));
  }

  private static void print(
      Map<String, Tally> groups, Map<String, String> unlike, Map<String, String> otherEvents) {
    StringBuilder table = new StringBuilder();
    table.append(
        "%-22s %6s %6s %10s %14s%n"
            .formatted("group", "cases", "like", "histories", "like in all"));
    groups.forEach((group, t) ->
        table.append(
            "%-22s %6d %6d %10d %14d%n"
                .formatted(group, t.cases, t.like, t.histories, t.likeHistories)));
    table.append(
        "%-22s %6d %6d %10d %14d%n"
            .formatted(
                "all",
                groups.values().stream().mapToInt(t -> t.cases).sum(),
                groups.values().stream().mapToInt(t -> t.like).sum(),
                groups.values().stream().mapToInt(t -> t.histories).sum(),
                groups.values().stream().mapToInt(t -> t.likeHistories).sum()));
    unlike.forEach((id, why) -> table.append("unlike: %s: %s%n".formatted(id, why)));
    otherEvents.forEach((id, why) -> table.append("other event: %s: %s%n".formatted(id, why)));
    System.out.println(table);
  }

  /** Name and reason. */
  private static Map<String, String> listed(String resource) throws IOException {
    Map<String, String> listed = new LinkedHashMap<>();
    try (InputStream in = RecordedExecutionsTest.class.getResourceAsStream(resource)) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .forEach(line -> listed.put(line.split("\t")[0], line.split("\t")[1]));
    }
    return listed;
  }
}
