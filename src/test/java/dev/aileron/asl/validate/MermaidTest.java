package dev.aileron.asl.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.asl.model.Trail;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MermaidTest {
  @Test
  void drawsWaysOfEveryKind() {
    // When
    String diagram =
        Validator.text(
                """
                StartAt: Charge card
                States:
                  Charge card:
                    Type: Task
                    Resource: arn:aws:lambda:eu-west-1:111122223333:function:charge:1
                    Catch:
                      - {ErrorEquals: [Declined, States.Timeout], Next: Refused}
                    Next: Enough?
                  Enough?:
                    Type: Choice
                    Choices:
                      - And:
                          - {Variable: $.stock, NumericGreaterThanEquals: 1}
                          - Not: {Variable: $.blocked, IsPresent: true}
                        Next: All lines
                      - {Variable: "$.a", StringMatches: "x:*", Next: Refused}
                      - {Variable: "$.a", NumericLessThan: 2, Next: Refused}
                      - {Variable: "$.a", NumericLessThanEquals: 2, Next: Refused}
                      - {Variable: "$.a", NumericGreaterThanPath: "$.b", Next: Refused}
                      - {Or: [{Variable: "$.a", IsNull: false}], Next: Refused}
                      - {Next: Refused}
                    Default: Refused
                  All lines:
                    Type: Parallel
                    Branches:
                      - StartAt: Each
                        States:
                          Each:
                            Type: Map
                            ItemProcessor: {StartAt: Pack, States: {Pack: {Type: Pass, End: true}}}
                            End: true
                      - StartAt: Tell
                        States: {Tell: {Type: Succeed}}
                    End: true
                  Refused: {Type: Fail}
                """,
                Options.STANDARD)
            .diagram();

    // Then
    assertThat(diagram)
        .isEqualTo(
            """
            stateDiagram-v2
              state "Charge card" as s0_0
              state "Enough?" as s0_1
              state "All lines" as s0_2 {
                state "Each" as s1_0 {
                  state "Pack" as s2_0
                  [*] --> s2_0
                  s2_0 --> [*]
                }
                [*] --> s1_0
                s1_0 --> [*]
                --
                state "Tell" as s3_0
                [*] --> s3_0
                s3_0 --> [*]
              }
              state "Refused" as s0_3
              [*] --> s0_0
              s0_0 --> s0_1
              s0_0 --> s0_3 : on Declined, States.Timeout
              s0_1 --> s0_2 : $.stock >= 1 and not ($.blocked is present)
              s0_1 --> s0_3 : $.a like x#58;*
              s0_1 --> s0_3 : $.a < 2
              s0_1 --> s0_3 : $.a <= 2
              s0_1 --> s0_3 : $.a > $.b
              s0_1 --> s0_3 : $.a is not null
              s0_1 --> s0_3
              s0_1 --> s0_3 : otherwise
              s0_2 --> [*]
              s0_3 --> [*]
            """);
  }

  @Test
  void drawsJsonataConditionsAndMarksOfItsOwn() {
    // When
    String diagram =
        Validator.text(
                """
                {"QueryLanguage": "JSONata", "StartAt": "A \\"quoted\\"; #1", "States": {
                  "A \\"quoted\\"; #1": {"Type": "Choice", "Default": "Nowhere", "Choices": [
                    {"Condition": "{% $states.input.total > 100 and $states.input.country = 'a very long one' %}",
                     "Next": "B"}]},
                  "B": {"Type": "Succeed"}}}
                """,
                Options.STANDARD)
            .diagram();

    // Then
    assertThat(diagram)
        .isEqualTo(
            """
            stateDiagram-v2
              state "A #34;quoted#34;#59; #35;1" as s0_0
              state "B" as s0_1
              [*] --> s0_0
              s0_0 --> s0_1 : $states.input.total > 100 and $states.input.country = 'a ve…
              s0_1 --> [*]
            """);
  }

  @Test
  void marksWhatExecutionsWentThrough() {
    // Given
    Trail trail =
        new Trail(
            Set.of("A", "In"),
            Set.of(new Trail.Way("A", "Both", false), new Trail.Way("A", "C", true)));

    // When
    String diagram =
        Validator.text(
                """
                StartAt: A
                States:
                  A:
                    Type: Task
                    Resource: arn:aws:lambda:eu-west-1:111122223333:function:charge:1
                    Catch:
                      - {ErrorEquals: [Declined], Next: C}
                    Next: Both
                  Both:
                    Type: Parallel
                    Branches:
                      - {StartAt: In, States: {In: {Type: Pass, End: true}}}
                    Next: C
                  C: {Type: Succeed}
                """,
                Options.STANDARD)
            .diagram(trail);

    // Then
    assertThat(diagram)
        .isEqualTo(
            """
            stateDiagram-v2
              state "✓ A" as s0_0
              state "Both" as s0_1 {
                state "✓ In" as s1_0
                [*] --> s1_0
                s1_0 --> [*]
              }
              state "C" as s0_2
              [*] --> s0_0
              s0_0 --> s0_1 : ✓
              s0_0 --> s0_2 : ✓ on Declined
              s0_1 --> s0_2
              s0_2 --> [*]
              classDef visited fill:#d5f5d9,stroke:#2a7f38,color:#000
              class s0_0 visited
            """);
  }
}
