package dev.aileron.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kernel.status.Situation;
import dev.aileron.kernel.status.StatusContract;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/status.md} says what the code does. */
class StatusPageTest {
  private static final MarkdownFile PAGE = MarkdownFile.of("docs/status.md");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Facts SERVING = new Facts(true, "The alias live serves version 3", true);

  @Test
  void everyReasonHasItsRowWithItsMeaning() {
    // When
    Map<String, String> meanings = new LinkedHashMap<>();
    for (List<String> row : PAGE.rows("Reasons")) {
      assertThat(row).as("a reason, its meaning, when it is seen, what to do").hasSize(4);
      assertThat(row).allSatisfy(cell -> assertThat(cell).isNotBlank());
      assertThat(meanings.put(row.get(0), row.get(1))).as("a second row of it").isNull();
    }

    // Then
    assertThat(meanings)
        .isEqualTo(
            Arrays.stream(Reason.values())
                .collect(Collectors.toMap(Reason::name, Reason::meaning)));
  }

  @Test
  void everyTypeOfConditionHasItsRow() {
    // When
    List<String> types = PAGE.rows("Conditions").stream().map(List::getFirst).toList();

    // Then
    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ConditionType.class.getFields()).map(StatusPageTest::constant).toList());
  }

  private static String constant(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  /** The situations in the order of the page's table, each after an object that was in sync. */
  private static final Map<String, Situation> SITUATIONS = new LinkedHashMap<>();

  static {
    SITUATIONS.put("seen for the first time", new Situation.Working(Reason.Creating, "m"));
    SITUATIONS.put("an update is carried out", new Situation.Working(Reason.Updating, "m"));
    SITUATIONS.put(
        "something else has to happen first",
        new Situation.Waiting(Reason.DependencyNotReady, "m"));
    SITUATIONS.put("in sync", new Situation.InSync("m"));
    SITUATIONS.put("nothing gets better by itself", new Situation.Stalled(Reason.InvalidSpec, "m"));
    SITUATIONS.put("suspended, nothing to do", new Situation.Suspended(false));
    SITUATIONS.put("suspended, changes wait", new Situation.Suspended(true));
    SITUATIONS.put("being deleted", new Situation.Deleting(Reason.Deleting, "m"));
    SITUATIONS.put(
        "being deleted, still needed", new Situation.Deleting(Reason.DeletionBlocked, "m"));
  }

  @Test
  void theTableOfSituationsIsTheContract() {
    // When
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (List<String> row : PAGE.rows("Situations")) {
      rows.put(row.getFirst(), row.subList(1, 6));
    }

    // Then
    Map<String, List<String>> contract = new LinkedHashMap<>();
    SITUATIONS.forEach((name, situation) -> contract.put(name, cells(situation)));
    assertThat(rows).containsExactlyEntriesOf(contract);
  }

  /** Ready, Reconciling, Stalled, Paused and Synced; a dash for a condition that is not there. */
  private static List<String> cells(Situation situation) {
    List<Condition> before =
        StatusContract.conditions(new Situation.InSync("ok"), SERVING, List.of(), 6, NOW);
    List<Condition> now = StatusContract.conditions(situation, SERVING, before, 7, NOW);
    return List.of(
            ConditionType.READY,
            ConditionType.RECONCILING,
            ConditionType.STALLED,
            ConditionType.PAUSED,
            ConditionType.SYNCED)
        .stream()
        .map(type -> Conditions.find(now, type).map(Condition::status).orElse("–"))
        .toList();
  }
}
