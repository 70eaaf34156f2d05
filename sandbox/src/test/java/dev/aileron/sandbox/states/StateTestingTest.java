package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TestState; the expected answers are those recorded for states of the same kind. */
class StateTestingTest {
  private final Surround surround = Surround.fast();

  @AfterEach
  void close() {
    surround.close();
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static ObjectNode test(String state, String input) {
    return Json.object()
        .put("definition", json(state))
        .put("input", json(input))
        .put("roleArn", Surround.ROLE);
  }

  private JsonNode answer(ObjectNode body) {
    var answer = surround.call("TestState", body);
    assertThat(answer.error()).isNull();
    return answer.body();
  }

  @Test
  void aPassState() {
    var body =
        test(
            """
            {'Type':'Pass','InputPath':'$.initialData','ResultPath':'$.modifiedData','End':true,
             'Parameters':{'staticValue':'some value','inputValue.$':'$.fieldFromInput'}}\
            """,
            "{'initialData':{'fieldFromInput':'value from input'},'unrelatedData':1}");
    var answer = answer(body.put("inspectionLevel", "DEBUG"));
    var parameters = json("{'staticValue':'some value','inputValue':'value from input'}");
    assertThat(answer.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(Json.known(answer.path("output").asText()).path("modifiedData"))
        .isEqualTo(Json.known(parameters));
    var data = answer.path("inspectionData");
    assertThat(data.properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "input", "afterInputPath", "afterParameters", "afterResultSelector", "afterResultPath");
    assertThat(Json.known(data.path("afterParameters").asText())).isEqualTo(Json.known(parameters));
    assertThat(data.path("afterResultPath")).isEqualTo(answer.path("output"));
  }

  @Test
  void aFailState() {
    var answer = answer(test("{'Type':'Fail','Error':'SomeFailure','Cause':'why'}", "{}"));
    assertThat(answer)
        .isEqualTo(Json.known(json("{'status':'FAILED','error':'SomeFailure','cause':'why'}")));
  }

  @Test
  void aChoiceStateSaysWhereItLeads() {
    var answer =
        answer(
            test(
                "{'Type':'Choice','Choices':[{'Variable':'$.value','NumericLessThan':30,'Next':'ValueInTwenties'}]}",
                "{'value':22}"));
    assertThat(answer)
        .isEqualTo(
            Json.known(
                json("{'status':'SUCCEEDED','nextState':'ValueInTwenties','output':'{#}'}")
                    .replace("{#}", "{\\\"value\\\":22}")));
  }

  private static final String RETRIED =
      """
      {'Type':'Task','Resource':'arn:aws:states:::lambda:invoke','Parameters':{'FunctionName':'f'},'Next':'Then',
       'Retry':[{'ErrorEquals':['Busy'],'IntervalSeconds':4,'BackoffRate':2,'MaxAttempts':2}],
       'Catch':[{'ErrorEquals':['States.ALL'],'Next':'Caught'}]}\
      """;

  @Test
  void aMockedErrorIsRetriedAndThenCaught() {
    var body = test(RETRIED, "{}");
    body.putObject("mock").putObject("errorOutput").put("error", "Busy").put("cause", "c");
    var first = answer(body.deepCopy().put("inspectionLevel", "DEBUG"));
    assertThat(first.path("status").asText()).isEqualTo("RETRIABLE");
    assertThat(first.path("error").asText()).isEqualTo("Busy");
    assertThat(first.at("/inspectionData/errorDetails/retryBackoffIntervalSeconds").asInt())
        .isEqualTo(4);

    body.putObject("stateConfiguration").put("retrierRetryCount", 2);
    var last = answer(body);
    assertThat(last.path("status").asText()).isEqualTo("CAUGHT_ERROR");
    assertThat(last.path("nextState").asText()).isEqualTo("Caught");
    assertThat(Json.known(last.path("output").asText()).path("Error").asText()).isEqualTo("Busy");
  }

  @Test
  void aTaskIsCalledWithoutAMock() {
    surround.function = (name, qualifier, payload) -> Surround.thrown("Own", "m");
    var answer = answer(test(RETRIED, "{}"));
    assertThat(answer.path("status").asText()).isEqualTo("CAUGHT_ERROR");
    assertThat(answer.path("error").asText()).isEqualTo("Own");
  }

  @Test
  void aMapNeedsAMock() {
    var map =
        "{'Type':'Map','Next':'Then','ItemProcessor':{'StartAt':'P','States':{'P':{'Type':'Pass','End':true}}}}";
    assertThat(surround.call("TestState", test(map, "[1]")).code())
        .isEqualTo("ValidationException");
    var body = test(map, "[1]");
    body.putObject("mock").put("result", "[2]");
    var answer = answer(body);
    assertThat(answer.path("output").asText()).isEqualTo("[2]");
    assertThat(answer.path("nextState").asText()).isEqualTo("Then");
  }

  @Test
  void aPassStateTakesNoMock() {
    var body = test("{'Type':'Pass','End':true}", "{}");
    body.putObject("mock").put("result", "{}");
    var answer = surround.call("TestState", body);
    assertThat(answer.code()).isEqualTo("ValidationException");
    assertThat(answer.error().message())
        .isEqualTo("State type 'Pass' is not supported when a mock is specified");
  }

  @Test
  void aStateOfAWholeDefinitionSeesVariables() {
    var body =
        test(
            """
            {'QueryLanguage':'JSONata','StartAt':'A','States':{
              'A':{'Type':'Pass','Assign':{'n':1},'Next':'B'},
              'B':{'Type':'Pass','Output':'{% $n + $states.input.m %}','Assign':{'n':'{% $n + 1 %}'},'End':true}}}\
            """,
            "{'m':2}");
    var answer =
        answer(
            body.put("stateName", "B")
                .put("variables", "{\"n\":40}")
                .put("inspectionLevel", "DEBUG"));
    assertThat(answer.path("output").asText()).isEqualTo("42");
    assertThat(answer.at("/inspectionData/variables").asText()).isEqualTo("{\"n\":41}");
  }

  @Test
  void aWrongStateIsRefused() {
    var answer = surround.call("TestState", test("{'Type':'Task','End':true}", "{}"));
    assertThat(answer.code()).isEqualTo("InvalidDefinition");
    assertThat(answer.error().message())
        .isEqualTo(
            "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [Resource] at /'");
  }
}
