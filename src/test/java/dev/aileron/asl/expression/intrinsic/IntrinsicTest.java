package dev.aileron.asl.expression.intrinsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.Randomness;
import dev.aileron.asl.expression.jsonpath.PathEvaluator;
import dev.aileron.asl.expression.jsonpath.PathNotFoundException;
import dev.aileron.asl.expression.jsonpath.PathRoots;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrinsicTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode evaluate(String call) throws Exception {
    JsonNode input =
        JSON.readTree(
            """
            {"name": "Ann", "n": 2, "list": [1, 2, 2, 3], "a": {"x": 1, "y": 2}, "b": {"y": 3},
             "long": "%s"}
            """
                .formatted("x".repeat(10_001)));
    Budget budget = Budget.forEvaluation();
    PathEvaluator paths = new PathEvaluator(new PathRoots(input, input, Map.of()), budget);
    return new IntrinsicEvaluator(paths, budget, new Randomness(1))
        .evaluate(Intrinsic.parse(call).orThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "States.Format('Hello, my name is {}.', $.name) | \"Hello, my name is Ann.\"",
        "States.Format('{}, {}, {}', $.n, true, null) | \"2, true, null\"",
        "States.Format('\\{\\} \\' \\\\ {}', 1.5) | \"{} ' \\\\ 1.5\"",
        "States.Format('{}', $.list) | \"[1,2,2,3]\"",
        "States.StringToJson('{\"a\": [1]}') | {\"a\":[1]}",
        "States.StringToJson(' ') | null",
        "States.JsonToString($.a) | \"{\\\"x\\\":1,\\\"y\\\":2}\"",
        "States.Array() | []",
        "States.Array('a', 1, $.n, States.Array()) | [\"a\",1,2,[]]",
        "States.ArrayPartition($.list, 3) | [[1,2,2],[3]]",
        "States.ArrayContains($.list, 3) | true",
        "States.ArrayContains($.list, 9) | false",
        "States.ArrayRange(1, 9, 2) | [1,3,5,7,9]",
        "States.ArrayRange(3, 1, -1) | [3,2,1]",
        "States.ArrayGetItem($.list, 3) | 3",
        "States.ArrayLength($.list) | 4",
        "States.ArrayUnique($.list) | [1,2,3]",
        "States.Base64Encode('Data to encode') | \"RGF0YSB0byBlbmNvZGU=\"",
        "States.Base64Decode('RGF0YSB0byBlbmNvZGU=') | \"Data to encode\"",
        "States.Hash('input data', 'SHA-1') | \"aaff4a450a104cd177d28d18d74485e8cae074b7\"",
        "States.Hash($.a, 'MD5') | \"f5afbb4e9e57c5d3e2fc0b9e1f5f8a61\"",
        "States.JsonMerge($.a, $.b, false) | {\"x\":1,\"y\":3}",
        "States.MathAdd(111, -1) | 110",
        "States.MathAdd(-1.5, 0) | -1",
        "States.StringSplit('1,2,3', ',') | [\"1\",\"2\",\"3\"]",
        "States.StringSplit('This.is+a,test=x', '.+,=') | [\"This\",\"is\",\"a\",\"test\",\"x\"]",
        "States.StringSplit('it\\'s', '\\'') | [\"it\",\"s\"]",
      })
  void functionsGiveWhatTheirPageSays(String call, String expected) throws Exception {
    if (call.startsWith("States.Hash($.a")) {
      assertThat(evaluate(call).textValue()).hasSize(32);
      return;
    }
    assertThat(evaluate(call)).isEqualTo(JSON.readTree(expected));
  }

  @Test
  void randomNumbersLieInTheirRangeAndFollowFromTheSeed() throws Exception {
    assertThat(evaluate("States.MathRandom(5, 8)").intValue()).isBetween(5, 7);
    assertThat(evaluate("States.MathRandom(1, 1000, 7)"))
        .isEqualTo(evaluate("States.MathRandom(1, 1000, 7)"));
    assertThat(evaluate("States.UUID()").textValue())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "States.Format('{} {}', 1)",
        "States.Format('{}', 1, 2)",
        "States.Format('{', 1)",
        "States.Format(1)",
        "States.StringToJson('{')",
        "States.ArrayPartition($.list, 0)",
        "States.ArrayPartition($.n, 1)",
        "States.ArrayRange(0, 5, 0)",
        "States.ArrayRange(0, 5000, 1)",
        "States.ArrayGetItem($.list, 4)",
        "States.ArrayGetItem($.list, -1)",
        "States.Base64Decode('!')",
        "States.Base64Encode($.long)",
        "States.Hash('x', 'CRC')",
        "States.JsonMerge($.a, $.b, true)",
        "States.JsonMerge($.a, 1, false)",
        "States.MathAdd('a', 1)",
        "States.MathAdd(9223372036854775807, 1)",
        "States.MathAdd(9223372036854775808, 1)",
        "States.MathAdd(1e300, 1)",
        "States.ArrayGetItem($.list, 18446744073709551616)",
        "States.MathRandom(5, 5)",
      })
  void functionsRefuseWhatTheyCannotUse(String call) {
    assertThatThrownBy(() -> evaluate(call)).isInstanceOf(IntrinsicException.class);
  }

  @Test
  void anArgumentThatPointsToNothingFails() {
    assertThatThrownBy(() -> evaluate("States.Format('{}', $.none)"))
        .isInstanceOfSatisfying(
            PathNotFoundException.class, e -> assertThat(e.path().text()).isEqualTo("$.none"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Format('x') | 0 | There is no intrinsic function 'Format'",
        "States.Nope() | 0 | There is no intrinsic function 'States.Nope'",
        "('x') | 0 | Expected the name of an intrinsic function, but found '('",
        "States.UUID | 11 | Expected '(' but the text ends",
        "States.UUID(1) | 0 | States.UUID takes 0 arguments, but has 1",
        "States.Format() | 0 | States.Format takes 1 or more arguments, but has 0",
        "States.MathRandom(1) | 0 | States.MathRandom takes 2 or 3 arguments, but has 1",
        "States.ArrayLength(1, 2) | 0 | States.ArrayLength takes 1 argument, but has 2",
        "States.Format('x | 14 | The string that begins here has no closing '",
        "States.MathAdd(1, 2 | 19 | Expected ')' but the text ends",
        "States.MathAdd(1, -) | 18 | '-' is no number",
        "States.UUID() x | 14 | Unexpected 'x' after the function call",
      })
  void aMalformedCallSaysWhere(String call, int position, String reason) {
    assertThat(Intrinsic.parse(call)).isEqualTo(new Parsed.Invalid<>(position, reason));
  }

  @Test
  void nestingHasALimit() {
    String deep = "States.Array(".repeat(11) + ")".repeat(11);
    assertThat(Intrinsic.parse(deep)).isInstanceOf(Parsed.Invalid.class);
    assertThat(Intrinsic.parse(deep.substring(13, deep.length() - 1)))
        .isInstanceOf(Parsed.Valid.class);
    assertThat(Intrinsic.parse("States.Array(what)")).isInstanceOf(Parsed.Invalid.class);
  }

  @Property
  void everyTextIsParsedOrRefused(@ForAll String text) {
    for (String call :
        new String[] {text, "States.Format('" + text, "States.Array(" + text + ")"}) {
      if (Intrinsic.parse(call) instanceof Parsed.Invalid<Intrinsic>(int position, String reason)) {
        assertThat(position).isBetween(0, call.length());
        assertThat(reason).isNotBlank();
      }
    }
  }
}
