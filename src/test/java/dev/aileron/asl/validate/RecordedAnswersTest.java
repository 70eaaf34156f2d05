package dev.aileron.asl.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * ValidateStateMachineDefinition's own answers. The recordings hold the answers and name what was
 * asked; the definitions here are of that kind.
 */
class RecordedAnswersTest {
  @BeforeEach
  void recordingsAreThere() {
    Corpus.assumeThere("aws-recordings");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not_a_definition[EMPTY_STRING]           | STANDARD | ''
          not_a_definition[NOT_A_DEF]              | STANDARD | not a definition
          type_express[ILLEGAL_WFTT]               | EXPRESS  | {"StartAt":"SendMessageWithWait","States":{"SendMessageWithWait":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","Parameters":{"QueueUrl":"q","MessageBody":{"t.$":"$$.Task.Token"}},"End":true}}}
          type_express[VALID_QUERY_LANGUAGE_PASS]  | EXPRESS  | {"StartAt":"A","QueryLanguage":"JSONata","States":{"A":{"Type":"Pass","End":true}}}
          type_standard[INVALID_BASE_NO_STARTAT]   | STANDARD | {"States":{"A":{"Type":"Pass","End":true}}}
          type_standard[VALID_BASE_PASS]           | STANDARD | {"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}
          type_standard[VALID_QUERY_LANGUAGE_PASS] | STANDARD | {"StartAt":"A","QueryLanguage":"JSONata","States":{"A":{"Type":"Pass","End":true}}}
          """)
  void answersAsStepFunctionsDid(String asked, MachineType type, String definition)
      throws IOException {
    // Given
    JsonNode answer = answer(asked);

    // When
    List<Finding> errors =
        Validator.text(definition, new Options(type, false)).findings(Severity.ERROR);

    // Then
    assertThat(errors.isEmpty()).isEqualTo(answer.path("result").asText().equals("OK"));
    for (JsonNode diagnostic : answer.path("diagnostics")) {
      String location = diagnostic.path("location").asText();
      if (location.startsWith("/")) {
        assertThat(errors)
            .extracting(f -> f.pointer().toString())
            .containsOnly(location.equals("/") ? "" : location);
      }
    }
  }

  private static JsonNode answer(String asked) throws IOException {
    JsonNode all =
        new ObjectMapper()
            .readTree(Corpus.answers("test_sfn_api_validation.snapshot.json").toFile());
    for (var each : all.properties()) {
      if (each.getKey().endsWith("test_validate_state_machine_definition_" + asked)) {
        return each.getValue().path("recorded-content").path("validation_response");
      }
    }
    throw new AssertionError("nothing recorded of " + asked);
  }
}
