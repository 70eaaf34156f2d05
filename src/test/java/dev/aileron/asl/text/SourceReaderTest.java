package dev.aileron.asl.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceReaderTest {
  private static final Pointer SECONDS =
      Pointer.ROOT.field("States").field("A/b~").field("Seconds");

  @Test
  void keepsThePlacesOfJson() {
    // When
    Source source =
        SourceReader.read(
            """
            {
              "States": {
                "A/b~": {"Type": "Wait",
                  "Seconds": 3, "List": [1,
                  2.5]}
              }
            }
            """);

    // Then
    assertThat(source.problems()).isEmpty();
    assertThat(source.tree().at(SECONDS.toString()).asInt()).isEqualTo(3);
    assertThat(source.spot(SECONDS)).contains(new Spot(4, 7));
    Pointer element = SECONDS.parent().field("List").element(1);
    assertThat(source.spot(element)).contains(new Spot(5, 7));
    assertThat(source.spot(Pointer.ROOT)).contains(new Spot(1, 1));
  }

  @Test
  void keepsThePlacesOfYaml() {
    // When
    Source source =
        SourceReader.read(
            """
            States:
              A/b~:
                Type: Wait
                Seconds: 3
                List:
                  - 1
                  - text
                On: true
                Nothing: null
                Big: 123456789012345678901
                Long: 12345678901
            """);

    // Then
    assertThat(source.problems()).isEmpty();
    assertThat(source.spot(SECONDS)).contains(new Spot(4, 5));
    assertThat(source.spot(SECONDS.parent().field("List").element(1))).contains(new Spot(7, 9));
    assertThat(source.tree().at(SECONDS.parent() + "/On").isBoolean()).isTrue();
    assertThat(source.tree().at(SECONDS.parent() + "/Nothing").isNull()).isTrue();
    assertThat(source.tree().at(SECONDS.parent() + "/Big").isBigInteger()).isTrue();
    assertThat(source.tree().at(SECONDS.parent() + "/Long").isLong()).isTrue();
  }

  @Test
  void whatIsNotThereIsShownAtWhatIsAroundIt() {
    Source source = SourceReader.read("{\"A\":\n {\"B\": [1]}}");

    assertThat(source.spot(Pointer.ROOT.field("A").field("Missing"))).contains(new Spot(1, 2));
    assertThat(source.spot(Pointer.ROOT.field("A").field("B").element(7))).contains(new Spot(2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"A\": 1,\n\"A\": 2}", "A: 1\nA: 2\n"})
  void findsDuplicateKeysAndReadsOn(String text) {
    // When
    Source source = SourceReader.read(text);

    // Then
    assertThat(source.tree().path("A").asInt()).isEqualTo(2);
    assertThat(source.problems()).hasSize(1);
    TextProblem problem = source.problems().getFirst();
    assertThat(problem.kind()).isEqualTo(TextProblem.Kind.DUPLICATE_KEY);
    assertThat(problem.spot()).isEqualTo(new Spot(2, 1));
    assertThat(problem.message()).contains("first in line 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"A\": ",
        "{\"A\": 1} trailing",
        "[1, 2",
        "A: [1\nB: 2",
        "A: *nobody",
        "a: 'open",
        "{\"A\": 01x}",
        "\tA: 1"
      })
  void textsThatCannotBeReadAreProblemsWithAPlace(String text) {
    // When
    Source source = SourceReader.read(text);

    // Then
    assertThat(source.problems())
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.kind()).isEqualTo(TextProblem.Kind.UNREADABLE);
          assertThat(problem.spot()).isNotNull();
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n ", "# only a comment\n"})
  void textsWithoutAValueAreEmpty(String text) {
    assertThat(SourceReader.read(text).problems())
        .extracting(TextProblem::kind)
        .containsExactly(TextProblem.Kind.EMPTY);
  }

  @Test
  void hugeTextsAreNotRead() {
    // Given
    String text = "\"" + "x".repeat(SourceReader.MAX_BYTES) + "\"";

    // Then
    assertThat(SourceReader.read(text).problems())
        .extracting(TextProblem::kind)
        .containsExactly(TextProblem.Kind.TOO_LARGE);
  }

  @Test
  void deepTextsAreNotRead() {
    assertThat(SourceReader.read("[".repeat(100_000)).problems())
        .extracting(TextProblem::kind)
        .containsExactly(TextProblem.Kind.UNREADABLE);
  }

  @Test
  void readsEveryDocumentOfAManifest() {
    // When
    List<Source> documents = SourceReader.readAll("kind: A\n---\nkind: B\nname: x\n---\nkind: [\n");

    // Then
    assertThat(documents).extracting(d -> d.tree().path("kind").asText()).startsWith("A", "B");
    assertThat(documents.get(1).spot(Pointer.ROOT.field("name"))).contains(new Spot(4, 1));
    assertThat(documents.getLast().problems()).hasSize(1);
  }

  @Test
  void aliasesStandForTheirAnchor() {
    // When
    Source source = SourceReader.read("retry: &r\n  - ErrorEquals: [X]\nagain: *r\n");

    // Then
    assertThat(source.tree().path("again")).isEqualTo(source.tree().path("retry"));
    assertThat(source.spot(Pointer.ROOT.field("again"))).contains(new Spot(3, 1));
  }

  @Test
  void aliasesOfAliasesCannotGrowWithoutBound() {
    // Given
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 20; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
    }

    // Then
    assertThat(SourceReader.read(bomb.toString()).problems())
        .singleElement()
        .satisfies(p -> assertThat(p.message()).contains("aliases stand for more than"));
  }

  @Test
  void pointersAreEqualByWhatTheyPointTo() {
    Pointer one = Pointer.ROOT.field("a").element(0);

    assertThat(one).isEqualTo(Pointer.ROOT.field("a").field("0")).isNotEqualTo("/a/0");
    assertThat(one).hasSameHashCodeAs(Pointer.ROOT.field("a").element(0));
    assertThat(one.last()).isEqualTo("0");
    assertThat(Pointer.ROOT.parent()).isSameAs(Pointer.ROOT);
    assertThat(SECONDS).hasToString("/States/A~1b~0/Seconds");
  }
}
