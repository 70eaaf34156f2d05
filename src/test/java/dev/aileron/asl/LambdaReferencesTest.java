package dev.aileron.asl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.asl.text.SourceReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LambdaReferencesTest {
  private static final String ARN = "arn:aws:lambda:eu-west-1:111122223333:function:charge";
  private static final String INVOKE = "Resource: 'arn:aws:states:::lambda:invoke', ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Resource: '" + ARN + "'",
        "Resource: '" + ARN + ":$LATEST'",
        "Resource: 'arn:aws-cn:lambda:cn-north-1:111122223333:function:charge'",
        INVOKE + "Arguments: { FunctionName: '" + ARN + "' }",
        INVOKE + "Parameters: { FunctionName: '" + ARN + ":$LATEST' }",
        INVOKE + "Parameters: { FunctionName: charge }",
        INVOKE + "Parameters: { FunctionName: 'charge:$LATEST' }",
        INVOKE + "Parameters: { FunctionName: '111122223333:function:charge' }",
        INVOKE + "Parameters: { FunctionName: charge, Qualifier: $LATEST }",
        "Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Arguments: { FunctionName: c }",
        "Resource: 'arn:aws:states:::aws-sdk:lambda:invoke', Arguments: { FunctionName: c }",
      })
  void aReferenceThatFollowsTheFunctionIsFound(String task) {
    assertThat(unbound(task)).singleElement().asString().startsWith("state A, ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Resource: '" + ARN + ":7'",
        "Resource: '" + ARN + ":live'",
        INVOKE + "Arguments: { FunctionName: '" + ARN + ":7' }",
        INVOKE + "Parameters: { FunctionName: 'charge:7' }",
        INVOKE + "Parameters: { FunctionName: '111122223333:function:charge:7' }",
        INVOKE + "Parameters: { FunctionName: charge, Qualifier: live }",
        INVOKE + "Parameters: { FunctionName.$: $.function }",
        INVOKE + "Arguments: { FunctionName: '{% $states.input.function %}' }",
        "Resource: 'arn:aws:states:::sqs:sendMessage', Arguments: { FunctionName: charge }",
      })
  void whatIsBoundOrNotToBeToldIsLeftAlone(String task) {
    assertThat(unbound(task)).isEmpty();
  }

  @Test
  void theyAreFoundInEveryScopeWithTheirPlace() {
    // When
    List<String> found =
        LambdaReferences.unbound(
            SourceReader.read(
                    """
                    StartAt: Both
                    States:
                      Both:
                        Type: Parallel
                        Branches:
                        - StartAt: B
                          States:
                            B: { Type: Task, Resource: '%s', End: true }
                        Next: Each
                      Each:
                        Type: Map
                        ItemProcessor:
                          StartAt: C
                          States:
                            C: { Type: Task, %s Arguments: { FunctionName: charge }, End: true }
                        End: true
                    """
                        .formatted(ARN, INVOKE))
                .tree());

    // Then
    assertThat(found)
        .containsExactly("state B, Resource: " + ARN, "state C, Arguments.FunctionName: charge");
  }

  private static List<String> unbound(String task) {
    return LambdaReferences.unbound(
        SourceReader.read("StartAt: A\nStates: { A: { Type: Task, " + task + ", End: true } }")
            .tree());
  }
}
