package dev.aileron.asl.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.text.Spot;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidatorTest {
  private static List<String> codes(Analysis analysis) {
    return analysis.findings().stream().map(Finding::code).toList();
  }

  private static Analysis state(String json) {
    return Validator.text(Example.state(json).definition(), Options.STANDARD);
  }

  private static Analysis jsonata(String json) {
    return Validator.text(Example.jsonata(json).definition(), Options.STANDARD);
  }

  private static Analysis choice(String rule) {
    return Validator.text(
        """
        {"StartAt": "A", "States": {"B": {"Type": "Succeed"},
         "A": {"Type": "Choice", "Default": "B", "Choices": [%s]}}}
        """
            .formatted(rule),
        Options.STANDARD);
  }

  @Test
  void findingsSayWhereTheyAre() {
    // When
    Analysis analysis =
        Validator.text(
            """
            StartAt: A
            States:
              A:
                Type: Pass
                Nxt: B
                Next: B
              B:
                Type: Succeed
            """,
            Options.STANDARD);

    // Then
    assertThat(analysis.findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo("field-unknown");
          assertThat(finding.pointer()).hasToString("/States/A/Nxt");
          assertThat(finding.spot()).isEqualTo(new Spot(5, 5));
          assertThat(finding.message())
              .isEqualTo("a Pass state has no field Nxt; did you mean Next?");
        });
  }

  @Test
  void aTreeHasNoLines() throws IOException {
    Analysis analysis =
        Validator.tree(new ObjectMapper().readTree("{\"States\": {}}"), Options.STANDARD);

    assertThat(codes(analysis)).containsExactly("field-missing", "states-empty");
    assertThat(analysis.findings()).allMatch(f -> f.spot() == null);
  }

  @Test
  void placeholdersAreToleratedWhereTheyAreAllowed() {
    // Given
    String text =
        """
        {"StartAt": "${First}", "TimeoutSeconds": "${Timeout}", "States": {
          "A": {"Type": "Task", "Resource": "${Function}", "TimeoutSeconds": "${T}", "Next": "${Next}",
            "Retry": [{"ErrorEquals": ["${E}"], "IntervalSeconds": "${I}"}],
            "Parameters": {"a.$": "${Path}"}},
          "B": {"Type": "Task", "Resource": "arn:${AWS::Partition}:states:::sqs:sendMessage.${P}",
            "End": true}}}
        """;

    // Then
    assertThat(Validator.text(text, Options.STANDARD.allowingPlaceholders()).findings()).isEmpty();
    assertThat(codes(Validator.text(text, Options.STANDARD)))
        .hasSize(10)
        .containsOnly("placeholder-unfilled");
  }

  @Test
  void escapedPlaceholdersAreNone() {
    assertThat(state("{\"Type\": \"Pass\", \"Result\": \"$${x}\", \"End\": true}").findings())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Type\": \"Pass\", \"InputPath\": null, \"ResultPath\": null, \"OutputPath\": null,"
            + " \"End\": true}",
        "{\"Type\": \"Pass\", \"Parameters\": {\"a\": [{\"b.$\": \"$$.Execution.Id\"}]}, \"End\":"
            + " true}",
        "{\"Type\": \"Wait\", \"Timestamp\": \"2026-03-14T01:59:00.5+01:00\", \"End\": true}",
        "{\"Type\": \"Wait\", \"Seconds\": 10.0, \"End\": true}",
        "{\"Type\": \"Fail\", \"ErrorPath\": \"$.e\", \"CausePath\": \"States.Format('{}', $.c)\"}",
        "{\"Type\": \"Pass\", \"Parameters\": {\"a.$\": \"States.Format('\\\\{} {}', 1)\"},"
            + " \"End\": true}",
        "{\"Type\": \"Pass\", \"Parameters\": {\"a.$\": \"States.Hash('x', 'SHA-256')\"}, \"End\":"
            + " true}",
        "{\"Type\": \"Pass\", \"Assign\": {\"größe\": 1, \"_x.$\": \"$.x\"}, \"End\": true}",
        "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::states:startExecution.sync:2\","
            + " \"Parameters\": {\"StateMachineArn.$\": \"$.m\"}, \"End\": true}",
        "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::aws-sdk:sfn:sendTaskSuccess\","
            + " \"End\": true}",
        "{\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::bedrockagentcore:invokeHarness\","
            + " \"End\": true}",
        "{\"Type\": \"Task\", \"Resource\": \"arn:aws-cn:states:cn-north-1:1:activity:a\", \"End\":"
            + " true}",
        "{\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:r:1:function:f:$LATEST\", \"End\":"
            + " true}",
        "{\"Type\": \"Task\", \"Resource\": \"arn:aws:lambda:r:1:function:f:live\", \"Retry\":"
            + " [{\"ErrorEquals\": [\"States.TaskFailed\"]}, {\"ErrorEquals\":"
            + " [\"States.Timeout\"]}, {\"ErrorEquals\": [\"States.ALL\"]}], \"End\": true}"
      })
  void takes(String state) {
    assertThat(state(state).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Type\": \"Pass\", \"Output\": \"{% $states.input.orders[total > 10].id %}\", \"End\":"
            + " true}",
        "{\"Type\": \"Pass\", \"Output\": \"{% $map($states.input.a, function($v, $i) { $v & $i })"
            + " %}\", \"End\": true}",
        "{\"Type\": \"Pass\", \"Output\": \"{% ($x := 1; $x + $count($states.input)) %}\", \"End\":"
            + " true}",
        "{\"Type\": \"Pass\", \"Output\": \"{% $states.input.a.{'k': name} %}\", \"End\": true}",
        "{\"Type\": \"Pass\", \"Output\": \"{% $states.input.a^(>price) %}\", \"End\": true}",
        "{\"Type\": \"Pass\", \"Output\": \"{% $contains($states.input.a, /* why */ /x.*y/i) %}\","
            + " \"End\": true}",
        "{\"Type\": \"Pass\", \"Output\": \"{% $states.input.`odd name` and true or null in []"
            + " %}\", \"End\": true}",
        "{\"Type\": \"Pass\", \"Output\": \"{% $states.input ~> |a|{'b': c}| %}\", \"End\": true}",
        "{\"Type\": \"Pass\", \"Output\": \"{% {'x': $states.input.x, 'y': 'a' & \\\"b\\\"} %}\","
            + " \"End\": true}",
        "{\"Type\": \"Wait\", \"Seconds\": \"{% $states.input.s %}\", \"End\": true}",
        "{\"Type\": \"Map\", \"Items\": \"{% [1..3] %}\", \"End\": true, \"ItemProcessor\":"
            + " {\"StartAt\": \"B\", \"States\": {\"B\": {\"Type\": \"Succeed\"}}}}",
        "{\"Type\": \"Parallel\", \"Branches\": [{\"StartAt\": \"B\", \"States\": {\"B\":"
            + " {\"Type\": \"Succeed\"}}}], \"Output\": \"{% $states.result[0] %}\", \"Assign\":"
            + " {\"r\": \"{% $states.result %}\"}, \"End\": true}"
      })
  void takesInJsonata(String state) {
    assertThat(jsonata(state).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          total                                | total
          $                                    | $
          $$.a                                 | $$
          $sum(total)                          | total
          $states.input & total                | total
          ($x := 1; total)                     | total
          [total]                              | total
          """)
  void findsReadsOfTheInputDocument(String expression, String name) {
    // When
    Analysis analysis =
        jsonata("{\"Type\": \"Pass\", \"Output\": \"{% " + expression + " %}\", \"End\": true}");

    // Then
    assertThat(analysis.findings())
        .filteredOn(f -> f.code().startsWith("jsonata-input-document"))
        .singleElement()
        .satisfies(f -> assertThat(f.message()).startsWith(name + " refers"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"Type": "Pass", "Output": "{% $states.outcome %}", "End": true}                              | jsonata-states-field
          {"Type": "Pass", "Output": "{% $states.errorOutput %}", "End": true}                          | jsonata-states-field
          {"Type": "Succeed", "Output": [" {% 1 %}"]}                                                   | jsonata-spaced
          {"Type": "Succeed", "Output": {"a": ["1 %}"]}}                                                | jsonata-closed-only
          {"Type": "Succeed", "Output": {"a": ["{% 1"]}}                                                | jsonata-delimiters
          {"Type": "Succeed", "Output": {"a.$": "$.x"}}                                                 | template-of-other-language
          {"Type": "Wait", "Seconds": "soon", "End": true}                                              | value-type
          {"Type": "Wait", "SecondsPath": "$.s", "End": true}                                           | field-of-other-language
          {"Type": "Fail", "Error": 3}                                                                  | value-type
          {"Type": "Choice", "Choices": [{"Condition": 1, "Next": "Example"}], "Default": "Example"}    | value-type
          {"Type": "Choice", "Choices": [{"Variable": "$.a", "Next": "Example"}], "Default": "Example"} | field-missing
          """)
  void refusesInJsonata(String state, String code) {
    assertThat(codes(jsonata(state))).contains(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"Type": "Pass", "End": false}                                                          | transition-missing
          {"Comment": "no type"}                                                                  | state-type-unknown
          {"Type": "Pass", "Next": 3}                                                             | value-type
          {"Type": "Pass", "InputPath": 3, "End": true}                                           | value-type
          {"Type": "Pass", "ResultPath": 3, "End": true}                                          | value-type
          {"Type": "Pass", "ResultPath": "$x.a", "End": true}                                     | result-path-outside-input
          {"Type": "Pass", "ResultPath": "$.a[*]", "End": true}                                   | path-not-reference
          {"Type": "Pass", "Assign": {"states.$": "$"}, "End": true}                              | assign-reserved
          {"Type": "Pass", "Assign": {"": 1}, "End": true}                                        | assign-name-malformed
          {"Type": "Pass", "Parameters": {"a.$": "States.Hash('x', 'CRC')"}, "End": true}         | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.Format('{} {}', 1)"}, "End": true}       | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.ArrayLength('x')"}, "End": true}         | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.ArrayPartition($.a, 'x')"}, "End": true} | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.ArrayContains(1, 2)"}, "End": true}      | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.JsonMerge($.a, $.b, true)"}, "End": true} | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.JsonMerge(1, $.b, false)"}, "End": true} | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.StringSplit(1, ',')"}, "End": true}      | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.StringToJson(1)"}, "End": true}          | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.Array(States.MathAdd('1', 2))"}, "End": true} | intrinsic-argument
          {"Type": "Pass", "Parameters": {"a.$": "States.Array($nobody, States.Array($x))"}, "End": true} | variable-undefined
          {"Type": "Wait", "Seconds": -1, "End": true}                                            | value-range
          {"Type": "Wait", "Seconds": 1.5, "End": true}                                           | value-type
          {"Type": "Wait", "Seconds": 100000000, "End": true}                                     | value-range
          {"Type": "Wait", "Timestamp": "2026-03-14", "End": true}                                | timestamp-malformed
          {"Type": "Fail", "ErrorPath": true}                                                     | value-type
          {"Type": "Parallel", "Branches": {}, "End": true}                                       | value-type
          {"Type": "Map", "ItemProcessor": [], "End": true}                                       | value-type
          {"Type": "Map", "ItemsPath": null, "ItemProcessor": {}, "End": true}                    | value-type
          {"Type": "Map", "ToleratedFailurePercentage": "1", "ItemProcessor": {}, "End": true}    | value-type
          {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.sync", "Parameters": {"QueueUrl": "q", "MessageBody": ""}, "End": true} | integration-sync-unsupported
          {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:glue:startCrawler.sync", "End": true} | integration-sync-unsupported
          {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync:2", "Parameters": {"JobName": "j"}, "End": true} | integration-sync-unsupported
          {"Type": "Task", "Resource": "arn:aws:states:::sqs", "End": true}                       | integration-action-unknown
          {"Type": "Task", "Resource": "arn:aws:states:::squ", "End": true}                       | integration-unknown
          {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}               | integration-parameter-missing
          {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Retry": ["x"], "End": true} | object-expected
          {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Retry": {}, "End": true} | value-type
          {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Retry": [{"ErrorEquals": [1]}], "End": true} | error-equals-empty
          {"Type": "Task", "Resource": "arn:aws:lambda:r:1:function:f", "Retry": [{"ErrorEquals": ["States.TaskFailed"]}, {"ErrorEquals": ["Busy"]}], "End": true} | handler-shadowed
          """)
  void refuses(String state, String code) {
    assertThat(codes(state(state))).contains(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Variable\": \"$.a\", \"StringMatches\": \"a*\", \"Next\": \"B\", \"Comment\": \"why\"}",
        "{\"Variable\": \"$$.Execution.Name\", \"IsPresent\": true, \"Next\": \"B\", \"Assign\":"
            + " {\"x\": 1}}",
        "{\"Variable\": \"$.a\", \"TimestampLessThanEqualsPath\": \"$.b\", \"Next\": \"B\"}",
        "{\"And\": [{\"Not\": {\"Variable\": \"$.a\", \"BooleanEquals\": true}},"
            + " {\"Or\": [{\"Variable\": \"$.b\", \"NumericGreaterThan\": 1.5}]}], \"Next\": \"B\"}"
      })
  void takesChoiceRules(String rule) {
    assertThat(choice(rule).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"Condition": "{% true %}", "Next": "B"}                                       | choice-operator
          {"Variable": "$.a", "IsNull": true, "StringEquals": "x", "Next": "B"}          | choice-operator
          {"IsNull": true, "Next": "B"}                                                  | choice-operator
          {"Variable": "$.a", "IsNull": "true", "Next": "B"}                             | choice-operand
          {"Variable": "$.a", "StringEquals": 1, "Next": "B"}                            | choice-operand
          {"Variable": "$.a", "BooleanEquals": 1, "Next": "B"}                           | choice-operand
          {"Variable": "$.a", "TimestampEquals": "soon", "Next": "B"}                    | choice-operand
          {"Variable": "$.a", "StringEqualsPath": 1, "Next": "B"}                        | choice-operand
          {"Variable": "$.a", "StringEqualsPath": "b", "Next": "B"}                      | path-malformed
          {"Variable": "a", "IsNull": true, "Next": "B"}                                 | path-malformed
          {"Variable": "$.a", "StringEqual": "b", "Next": "B"}                           | choice-field-unknown
          {"Not": [], "Next": "B"}                                                       | choice-list
          {"Or": {}, "Next": "B"}                                                        | choice-list
          {"And": ["x"], "Next": "B"}                                                    | object-expected
          "x"                                                                            | object-expected
          """)
  void refusesChoiceRules(String rule, String code) {
    assertThat(codes(choice(rule))).contains(code);
  }

  @Test
  void innerScopesAreOnTheirOwn() {
    // When
    Analysis analysis =
        Validator.text(
            """
            {"StartAt": "Outer", "States": {
              "Outer": {"Type": "Parallel", "Next": "Done", "Branches": [
                {"StartAt": "In", "States": {"In": {"Type": "Pass", "Next": "Done"}}}]},
              "Done": {"Type": "Succeed"}}}
            """,
            Options.STANDARD);

    // Then
    assertThat(analysis.findings())
        .singleElement()
        .satisfies(f ->
            assertThat(f.message())
                .isEqualTo(
                    "the state Done is not in the same States; In can only go to states beside"
                        + " it"));
  }

  @Test
  void variablesAreSeenFromWithinButNotFromItemsThatRunOnTheirOwn() {
    String machine =
        """
        {"QueryLanguage": "JSONata", "StartAt": "Keep", "States": {
          "Keep": {"Type": "Pass", "Assign": {"limit": 3}, "Next": "Each"},
          "Each": {"Type": "Map", "End": true, "ItemProcessor": {%s "StartAt": "Use", "States": {
            "Use": {"Type": "Pass", "Output": "{%% $limit %%}", "End": true}}}}}}
        """;
    String distributed =
        "\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"EXPRESS\"},";

    assertThat(Validator.text(machine.formatted(""), Options.STANDARD).findings()).isEmpty();
    assertThat(codes(Validator.text(machine.formatted(distributed), Options.STANDARD)))
        .containsExactly("variable-undefined");
  }

  @Test
  void itemsOfAnExpressTypeAreJudgedAsExpress() {
    // When
    Analysis analysis =
        Validator.text(
            """
            {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor": {
              "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
              "StartAt": "Ask", "States": {"Ask": {"Type": "Task", "End": true,
                "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                "Parameters": {"FunctionName": "f", "Payload": {"t.$": "$$.Task.Token"}}}}}}}}
            """,
            Options.STANDARD);

    // Then
    assertThat(codes(analysis)).containsExactly("express-pattern");
  }

  @Test
  void distributedMapWithAllItsPartsIsTaken() {
    // When
    Analysis analysis =
        Validator.text(
            """
            {"QueryLanguage": "JSONata", "StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true,
              "Label": "orders", "MaxConcurrency": "{% 10 %}", "ToleratedFailurePercentage": 5,
              "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
                "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["a"],
                  "MaxItems": "{% 100 %}"},
                "Arguments": {"Bucket": "b", "Key": "{% $states.input.key %}"}},
              "ItemSelector": {"item": "{% $states.context.Map.Item.Value %}"},
              "ItemBatcher": {"MaxItemsPerBatch": 10, "BatchInput": {"all": "{% $states.input %}"}},
              "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Arguments": {"Bucket": "b"},
                "WriterConfig": {"Transformation": "FLATTEN", "OutputType": "JSONL"}},
              "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
                "StartAt": "One", "States": {"One": {"Type": "Succeed"}}}}}}
            """,
            Options.STANDARD);

    // Then
    assertThat(analysis.findings()).isEmpty();
    assertThat(analysis.inventory().calls())
        .extracting(Inventory.Call::action)
        .containsExactly("getObject", "putObject");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN"}} | item-reader-csv-header
          "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": {"MaxItems": 0}}                                    | value-range
          "ResultWriter": {"Parameters": {"Bucket": "b"}}                                                                                | result-writer-resource
          "Label": "a:b"                                                                                                                  | map-label-malformed
          "ItemBatcher": {"MaxInputBytesPerBatch": 1000000}                                                                               | value-range
          """)
  void refusesPartsOfDistributedMaps(String part, String code) {
    String map =
        "{\"Type\": \"Map\", \"End\": true, %s, \"ItemProcessor\": {\"ProcessorConfig\": {\"Mode\":"
            + " \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}, \"StartAt\": \"B\", \"States\":"
            + " {\"B\": {\"Type\": \"Succeed\"}}}}";

    assertThat(codes(state(map.formatted(part)))).contains(code);
  }

  private static Analysis expression(String expression) {
    String output = "{\"Type\": \"Pass\", \"Assign\": {\"v\": 1}, \"Output\": %s, \"End\": true}";
    String text = JsonNodeFactory.instance.textNode("{% " + expression + " %}").toString();
    return Validator.text(Example.jsonata(output.formatted(text)).definition(), Options.STANDARD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$states.input.items.$uppercase(name)",
        "$states.input.items.$f(name)($g(x))",
        "$states.input.*[status='x']",
        "$states.input.**[status='x']",
        "$states.input.items.%.name",
        "$states.input.* / 2 & $states.input.b / 2",
        "$map($states.input.l, function($x)<n:n>{ $x * 2 })",
        "(function($x, $y)<s-(sf)b?:a<n>>{ $x })('a', true)",
        "$map($states.input.l, $uppercase)",
        "$states.input.l ~> $sum",
        "$states.input.l.(price * quantity)",
        "$sum($states.input.l.(price * quantity)) % 3",
        "$states.input.l^(>price, name).{'n': name}",
        "($f := function($x) { $x }; $f(1) + $v)",
        "$states.context.Execution.Id & $uuid()",
      })
  void takesExpression(String expression) {
    assertThat(expression(expression).findings())
        .filteredOn(f -> !f.code().equals("jsonata-function-unknown") || !expression.contains("$g"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.a | jsonata-input-document | ERROR",
        "$$.a | jsonata-input-document | ERROR",
        "order.total | jsonata-input-document | ERROR",
        "*.total | jsonata-input-document | ERROR",
        "$count(items) | jsonata-input-document-inside | WARNING",
        "1 + $.a | jsonata-input-document-inside | WARNING",
        "$nosuch(1) | jsonata-function-unknown | WARNING",
        "$nosuch | variable-undefined | WARNING",
        "$states.input.a ?? 1 | jsonata-operator-newer | ERROR",
        "$states.input.a ?: 1 | jsonata-operator-newer | ERROR",
      })
  void findsInExpression(String expression, String code, Severity severity) {
    assertThat(expression(expression).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.code()).isEqualTo(code);
          assertThat(finding.severity()).isEqualTo(severity);
        });
  }
}
