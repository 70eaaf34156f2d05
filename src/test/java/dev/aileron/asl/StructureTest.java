package dev.aileron.asl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructureTest {
  @Test
  void aSoundDefinitionHasNoProblems() throws DefinitionException {
    assertThat(
            problems(
                """
                StartAt: Choose
                States:
                  Choose:
                    Type: Choice
                    Choices: [ { Variable: $.x, IsPresent: true, Next: Both } ]
                    Default: Each
                  Both:
                    Type: Parallel
                    Branches: [ { StartAt: B, States: { B: { Type: Pass, End: true } } } ]
                    Catch: [ { ErrorEquals: [ States.ALL ], Next: Each } ]
                    Next: Each
                  Each:
                    Type: Map
                    ItemProcessor: { StartAt: C, States: { C: { Type: Succeed } } }
                    End: true
                """))
        .isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|States must be an object with at least one state",
        "{StartAt: A, States: {}}|States must be an object with at least one state",
        "{States: {A: {Type: Pass}}}|StartAt must name the first state",
        "{StartAt: B, States: {A: {Type: Pass}}}|StartAt: there is no state B beside it",
        "{StartAt: A, States: {A: x}}|state A: a state is an object with a Type",
        "{StartAt: A, States: {A: {End: true}}}|state A: a state is an object with a Type",
        "{StartAt: A, States: {A: {Type: Pass, Next: B}}}|state A, Next: there is no state B beside it",
        "{StartAt: A, States: {A: {Type: Choice, Default: B}}}|state A, Default: there is no state B"
            + " beside it",
        "{StartAt: A, States: {A: {Type: Choice, Choices: [{Next: B}]}}}|state A, Choices[0].Next:"
            + " there is no state B beside it",
        "{StartAt: A, States: {A: {Type: Task, Catch: [{Next: B}]}}}|state A, Catch[0].Next: there is"
            + " no state B beside it",
        "{StartAt: A, States: {A: {Type: Map, Iterator: {StartAt: B, States: {B: {Type: Pass, Next:"
            + " A}}}}}}|state B, Next: there is no state A beside it",
        "{StartAt: A, States: {A: {Type: Parallel, Branches: [{StartAt: B}]}}}|state A, Branches[0]:"
            + " States must be an object with at least one state",
      })
  void aProblemHasItsPlace(String definition, String expected) throws DefinitionException {
    assertThat(problems("# YAML\n" + definition)).containsExactly(expected);
  }

  private static java.util.List<String> problems(String text) throws DefinitionException {
    return Structure.problems(DefinitionText.parse(text));
  }
}
