package dev.aileron.asl.expression.jsonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.Parsed;
import dev.aileron.asl.expression.Randomness;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonataTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode evaluate(String expression) throws Exception {
    JsonNode states =
        JSON.readTree(
            """
            {"input": {"a": [1, 2, 3], "none": null, "big": 9007199254740993, "s": "%sb",
                       "half": 0.5, "yes": true}}
            """
                .formatted("a".repeat(60)));
    return Jsonata.parseBare(expression)
        .orThrow()
        .evaluate(
            Map.of("states", Jsonata.value(states, Budget.forEvaluation())),
            new Evaluation(1_700_000_000_000L, new Randomness(1), Budget.forEvaluation()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$states.input.a | [1,2,3]",
        "$states.input.none | null",
        "$states.input.half + 0.5 | 1",
        "$states.input.yes | true",
        "$states.input.big | 9007199254740992",
        "$sum($states.input.a) | 6",
        "$map($states.input.a, function($v) { $v * 2 }) | [2,4,6]",
        "$map([1, 2], $string) | [\"1\",\"2\"]",
        "{'a': null, 'b': [1]} | {\"a\":null,\"b\":[1]}",
        "7 / 2 | 3.5",
        "7 /* days */ | 7",
        "/* days */ 7 | 7",
        "$range(0, 9, 3) | [0,3,6,9]",
        "$range(3, 1, -1) | [3,2,1]",
        "$range(0, 1, 0.5) | [0,0.5,1]",
        "$range(1, 9, 9) | 1",
        "$partition([1, 2, 3], 2) | [[1,2],[3]]",
        "$hash('a', 'MD5') | \"0cc175b9c0f1b6a831c399e269772661\"",
        "$parse('{\"a\": [1, null]}') | {\"a\":[1,null]}",
        "$now() | \"2023-11-14T22:13:20.000Z\"",
        "$now('[Y]') | \"2023\"",
        "$millis() | 1700000000000",
        "$random(1) = $random(1) | true",
        "$count($shuffle([1, 2, 3])) | 3",
        "$length($uuid()) | 36",
        "$pad('a', 3) & '.' | \"a  .\"",
        "$pad('a', -3, '-=') | \"-=a\"",
        "$pad('abc', 2) | \"abc\"",
        "$replace('a-b', '-', '+') | \"a+b\"",
        "$replace('abc', /b/, '[$0]') | \"a[b]c\"",
        "$split('a1b2', /[0-9]/) | [\"a\",\"b\",\"\"]",
        "$contains('abc', /b/) | true",
        "$join(['a', 'b'], ', ') | \"a, b\"",
        "$toMillis('2023', '[Y]') | 1672531200000",
        "$fromMillis(0) | \"1970-01-01T00:00:00.000Z\"",
        "$states.input.a[$ > 1] | [2,3]",
        "$distinct([1, 1, 2]) | [1,2]",
        "[1..3] | [1,2,3]",
      })
  void expressionsGiveWhatTheyGiveInStepFunctions(String expression, String expected)
      throws Exception {
    assertThat(evaluate(expression)).isEqualTo(JSON.readTree(expected));
  }

  /** Expressions share what they are given, so none may change it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "$append($states.input.a, 4)",
        "$append($states.input.a, $states.input.a)",
        "$sort($states.input.a, function($l, $r) { $l < $r })",
        "$reverse($states.input.a)",
        "$shuffle($states.input.a)",
        "$states.input ~> |$|{'x': 1}, ['s']|",
        "$merge([$states.input, {'x': 1}])",
        "$states.input.a[0]",
        "$states.input.**",
        "$states.input.a.{'v': $}",
        "$distinct($states.input.a)",
        "$zip($states.input.a, $states.input.a)",
        "$map($states.input.a, function($v, $i, $all) { $append($all, $v) })",
        "$reduce($states.input.a, $append)",
        "$spread($states.input)",
        "$each($states.input, function($v, $k) { $k })",
        "$sift($states.input, function($v) { false })",
        "($a := $states.input.a; $b := $append($a, 9); $a)",
        "$states.input.a^(>$)",
        "$states.input{'k': a}",
        "$partition($states.input.a, 2)",
      })
  void expressionsLeaveWhatTheyAreGivenAsItIs(String expression) throws Exception {
    JsonNode input =
        JSON.readTree("{\"input\": {\"a\": [3, 1, 2], \"s\": \"x\", \"o\": {\"p\": [1]}}}");
    Object value = Jsonata.value(input, Budget.forEvaluation());
    Jsonata.parseBare(expression)
        .orThrow()
        .evaluate(
            Map.of("states", value), new Evaluation(0, new Randomness(1), Budget.forEvaluation()));
    assertThat(value).isEqualTo(Jsonata.value(input, Budget.forEvaluation()));
  }

  @Test
  void nothingFollowsTheMachineItRunsOn() throws Exception {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      assertThat(evaluate("$uppercase('id')").textValue()).isEqualTo("ID");
      assertThat(evaluate("$lowercase('ID')").textValue()).isEqualTo("id");
      assertThat(evaluate("$toMillis('1970-01-01T00:00:01')").longValue()).isEqualTo(1000);
      assertThat(evaluate("$toMillis('1970-01-01T00:00:01+01:00')").longValue())
          .isEqualTo(1000 - 3_600_000);
      assertThat(evaluate("$toMillis('1970-01-02')").longValue()).isEqualTo(86_400_000);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$nothing",
        "$states.input.zz",
        "$range($zz, 1, 1)",
        "$partition($zz, 1)",
        "$hash($zz)",
        "$parse($zz)",
        "$shuffle($zz)",
        "$pad($zz, 1)"
      })
  void undefinedIsNoValue(String expression) throws Exception {
    assertThat(evaluate(expression).isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$randomSeeded(1) | threw an error during evaluation. T1006: Attempted to invoke a non-function",
        "$eval('1') | threw an error during evaluation. T1006: Attempted to invoke a non-function",
        "function($x) { $x } | returned an unsupported result type.",
        "$error('broken') | threw an error during evaluation. D3137: broken",
        "$hash('a', 'CRC') | threw an error during evaluation. $hash knows MD5, SHA-1, SHA-256, SHA-384 and SHA-512, but not CRC",
        "$range(1, 2, 0) | threw an error during evaluation. The step of $range must not be 0",
        "$partition([1], 0) | threw an error during evaluation. The chunk size of $partition must be 1 or more",
        "$parse('{') | threw an error during evaluation. $parse was given a text that is no valid JSON",
      })
  void errorsAreWordedAsAwsWordsThem(String expression, String reason) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(reason);
  }

  /** None of these may take the process down; each ends with an error soon. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "($f := function($x) { $f($x) + 1 }; $f(1))",
        "($f := function($x) { $f($x) }; $f(1))",
        "$map([1..100000], function($i) { $map([1..100000], function($j) { $i * $j }) })",
        "$pad('', 100000000)",
        "$pad('', -100000000)",
        "[1..10000000]",
        "$range(0, 1000000000, 1)",
        "($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('aaaa', 60))",
        "($f := function($s, $n) { $n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1) }; $f('a', 60))",
        "($f := function($s, $n) { $n = 0 ? $s : $f([$s, $s], $n - 1) }; $f('a', 60))",
        "$join([1..100000].$string(), $pad('', 100000))",
        "$replace($pad('', 100000, 'a'), 'a', $pad('', 100000))",
        "$replace($pad('', 100000, 'a'), /a/, $pad('', 100000))",
        "$replace($pad('', 100000, 'a'), /a+/, $pad('', 100000, '$0'))",
        "$contains($states.input.s, /((a|aa)+\\2?)+c/)",
        "$match($states.input.s, /((a|aa)+\\2?)+c/)",
        "$replace($states.input.s, /((a|aa)+\\2?)+c/, 'x')",
        "$split($states.input.s, /((a|aa)+\\2?)+c/)",
        "($r := /((a|aa)+\\2?)+c/; $r($states.input.s))",
        "$states.input.s ~> /((a|aa)+\\2?)+c/",
        "$map([$states.input.s], /((a|aa)+\\2?)+c/)",
        "$map([{'x': $states.input.s}], function($o) { $contains($o.x, /((a|aa)+\\2?)+c/) })",
        "$toMillis('1111111111111111111111111111111111111111x', '[Y][M][D][H][m][s][f][Y][M][D]')",
        "($a := [1..100000]; $map([1..100000], function($i) { $a = $a }))",
        "1 / 0"
      })
  void aHostileExpressionEndsWithAnError(String expression) {
    assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(EvaluationException.class);
  }

  @Test
  void expressionsStandBetweenTheirDelimiters() {
    assertThat(Jsonata.isExpression("{% 1 %}")).isTrue();
    assertThat(Jsonata.isExpression(" {% 1 %}")).isFalse();
    assertThat(Jsonata.isExpression("{%}")).isFalse();
    assertThat(Jsonata.parse("{%  $a + 1 %}").orThrow().text()).isEqualTo("$a + 1");
    assertThat(Jsonata.parse("1")).isInstanceOf(Parsed.Invalid.class);
    assertThat(Jsonata.parse("{%  %}")).isInstanceOf(Parsed.Invalid.class);
  }

  @Test
  void aMalformedExpressionSaysWhereInTheWholeString() {
    assertThat(Jsonata.parse("{% 1 + %}"))
        .isInstanceOfSatisfying(
            Parsed.Invalid.class,
            invalid -> {
              assertThat(invalid.position()).isBetween(3, 9);
              assertThat(invalid.reason()).startsWith("S0");
            });
  }

  @Test
  void deepNestingIsRefusedNotFatal() {
    assertThat(Jsonata.parseBare("(".repeat(200_000))).isInstanceOf(Parsed.Invalid.class);
  }

  @Property(tries = 300)
  void everyTextIsParsedOrRefused(@ForAll String text) {
    if (Jsonata.parse("{%" + text + "%}")
        instanceof Parsed.Invalid<Jsonata>(int position, String reason)) {
      assertThat(position).isBetween(0, text.length() + 4);
      assertThat(reason).isNotBlank();
    }
  }
}
