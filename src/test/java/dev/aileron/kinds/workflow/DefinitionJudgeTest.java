package dev.aileron.kinds.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.api.Workflow;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kinds.workflow.WorkflowDesiredFactory.Seen;
import dev.aileron.kube.Dependents;
import dev.aileron.kube.KnownObjects;
import dev.aileron.kube.References;
import dev.aileron.kube.Unresolvable;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What of a Workflow's definition is refused before AWS is asked, and how that reads. */
class DefinitionJudgeTest {
  private static final AwsEnvironment ENVIRONMENT =
      new AwsEnvironment("eu-west-1", "111122223333", null, null, "", "test", Map.of());

  private static final References NOTHING = new KnownObjects();

  private static WorkflowDesired desired(String spec) {
    Workflow object =
        new KubernetesSerialization()
            .unmarshal(
                """
                apiVersion: aileron.dev/v1alpha1
                kind: Workflow
                metadata: {name: orders, namespace: shop, uid: u-1}
                spec:
                  role: {arn: "arn:aws:iam::111122223333:role/r"}
                """
                    + spec.indent(2),
                Workflow.class);
    return new WorkflowDesiredFactory(NOTHING, new Seen(new Dependents(), new Dependents()))
        .of(object, ENVIRONMENT);
  }

  @Test
  void anErrorIsToldWithItsPlaceItsLineAndItsCode() {
    assertThatThrownBy(() ->
            desired(
                """
                type: Standard
                definitionString: |
                  StartAt: Wait
                  States:
                    Wait:
                      Type: Wait
                      Seconds: soon
                      End: true
                """))
        .isInstanceOf(Unresolvable.class)
        .hasMessage(
            "spec.definitionString: state Wait, Seconds (line 5, column 5): Seconds must be a whole"
                + " number, and is the text \"soon\" [value-type]");
  }

  @Test
  void aDefinitionWithoutATextHasNoLines() {
    assertThatThrownBy(
            () -> desired("type: Standard\ndefinition: {StartAt: A, States: {A: {Type: Pass}}}"))
        .isInstanceOf(Unresolvable.class)
        .hasMessage(
            "spec.definition: state A: the state says neither which state comes next nor that it is"
                + " the last: add Next, or \"End\": true [transition-missing]");
  }

  @Test
  void aTextThatCannotBeReadIsRefusedWithItsLine() {
    assertThatThrownBy(() -> desired("type: Standard\ndefinitionString: '{\"StartAt\": '"))
        .isInstanceOf(Unresolvable.class)
        .hasMessageStartingWith("spec.definitionString: line 1, column")
        .hasMessageEndingWith("[text-unreadable]");
  }

  @Test
  void theTypeDecidesWhatIsAllowed() {
    String definition =
        """
        definition:
          StartAt: Ask
          States:
            Ask:
              Type: Task
              Resource: arn:aws:states:::sqs:sendMessage.waitForTaskToken
              Parameters: {QueueUrl: q, MessageBody: {token.$: $$.Task.Token}}
              End: true
        """;

    assertThat(desired("type: Standard\n" + definition).type()).isEqualTo("STANDARD");
    assertThatThrownBy(() -> desired("type: Express\n" + definition))
        .hasMessageContaining("[express-pattern]");
  }

  @Test
  void whatAPlaceholderBringsIsJudgedToo() {
    String spec =
        """
        type: Standard
        definition:
          StartAt: Call
          States: {Call: {Type: Task, Resource: "arn:aws:states:::${Call}", End: true}}
        substitutions: [{name: Call, value: "%s"}]
        """;

    assertThat(desired(spec.formatted("aws-sdk:s3:listBuckets")).warnings()).isEmpty();
    assertThatThrownBy(() -> desired(spec.formatted("lambda:invoke.soon")))
        .hasMessageContaining("[integration-pattern-unknown]");
  }

  @Test
  void manyErrorsAreCutShort() {
    assertThatThrownBy(() ->
            desired(
                "type: Standard\n"
                    + "definition: {StartAt: A, States: {A: {Type: Succeed, a: 1, b: 1, c: 1, d: 1,"
                    + " e: 1, f: 1, g: 1}}}"))
        .hasMessageEndingWith("[field-unknown]; and 2 more");
  }

  @Test
  void warningsAndUnboundReferencesAreKept() {
    // When
    WorkflowDesired desired =
        desired(
            """
            type: Standard
            definition:
              StartAt: Call
              States:
                Call:
                  Type: Task
                  Resource: arn:aws:lambda:eu-west-1:111122223333:function:f
                  Retry: [{ErrorEquals: [States.TimeOut]}]
                  End: true
            """);

    // Then
    assertThat(desired.warnings())
        .containsExactly(
            "state Call, Resource: arn:aws:lambda:eu-west-1:111122223333:function:f is not bound to"
                + " a version, so that running executions can meet new code",
            "state Call, Retry[0].ErrorEquals[0]: there is no error States.TimeOut; did you mean"
                + " States.Timeout? [error-name-unknown]");
  }
}
