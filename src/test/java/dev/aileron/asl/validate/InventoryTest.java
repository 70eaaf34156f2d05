package dev.aileron.asl.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.aileron.asl.validate.Inventory.Call;
import dev.aileron.asl.validate.Inventory.Reference;
import org.junit.jupiter.api.Test;

class InventoryTest {
  @Test
  void tellsWhatIsCalledInEveryScope() {
    // When
    Inventory inventory =
        Validator.text(
                """
                StartAt: A
                States:
                  A: {Type: Task, Resource: "arn:aws:lambda:r:1:function:direct", Next: B}
                  B: {Type: Task, Resource: "${function:charge}", Next: C}
                  C: {Type: Task, Resource: "arn:aws:states:r:1:activity:sign", Next: D}
                  D:
                    Type: Parallel
                    Next: E
                    Branches:
                      - StartAt: Call
                        States:
                          Call:
                            Type: Task
                            Resource: arn:aws:states:::lambda:invoke
                            Parameters: {FunctionName.$: $.f}
                            End: true
                  E:
                    Type: Task
                    QueryLanguage: JSONata
                    Resource: arn:aws:states:::states:startExecution.sync:2
                    Arguments: {StateMachineArn: "{% $states.input.m %}"}
                    Next: F
                  F:
                    Type: Task
                    Resource: arn:aws:states:::aws-sdk:sfn:startSyncExecution
                    Parameters: {StateMachineArn: "arn:aws:states:r:1:stateMachine:child"}
                    Next: G
                  G: {Type: Task, Resource: "arn:aws:states:r:1:stateMachine:child", Next: H}
                  H: {Type: Task, Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", End: true}
                """,
                Options.STANDARD)
            .inventory();

    // Then
    assertThat(inventory.functions())
        .extracting(Reference::name, Reference::dynamic)
        .containsExactly(
            tuple("arn:aws:lambda:r:1:function:direct", false),
            tuple("${function:charge}", false),
            tuple("$.f", true));
    assertThat(inventory.machines())
        .extracting(Reference::name, Reference::dynamic)
        .containsExactly(
            tuple("{% $states.input.m %}", true),
            tuple("arn:aws:states:r:1:stateMachine:child", false));
    assertThat(inventory.activities())
        .extracting(r -> r.pointer().toString())
        .containsExactly("/States/C/Resource");
    assertThat(inventory.calls())
        .extracting(Call::service, Call::action, Call::pattern, Call::sdk)
        .containsExactly(
            tuple("lambda", "invoke", "", false),
            tuple("states", "startExecution", "sync:2", false),
            tuple("sfn", "startSyncExecution", "", true),
            tuple("sqs", "sendMessage", "waitForTaskToken", false));
  }
}
