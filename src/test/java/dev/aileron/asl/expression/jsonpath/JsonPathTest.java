package dev.aileron.asl.expression.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.EvaluationException;
import dev.aileron.asl.expression.Parsed;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Goessner's store, which every implementation is compared on. */
  private static final JsonNode STORE =
      json(
          """
          {"store": {"book": [
            {"category": "reference", "author": "Rees", "title": "Sayings", "price": 8.95},
            {"category": "fiction", "author": "Waugh", "title": "Sword", "price": 12.99},
            {"category": "fiction", "author": "Melville", "title": "Moby Dick", "isbn": "0-553", "price": 8.99},
            {"category": "fiction", "author": "Tolkien", "title": "Rings", "isbn": "0-395", "price": 22.99, "tags": ["long", "ring"]}],
            "bicycle": {"color": "red", "price": 19.95}},
           "expensive": 10, "odd-name": 1, "user@home/now": 5, "a=b,c": [], "numbers": [3, 1, 2], "empty": [], "nothing": null}
          """);

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode evaluate(String path) {
    PathRoots roots =
        new PathRoots(
            STORE, json("{\"Execution\": {\"Id\": \"e\"}}"), Map.of("v", json("{\"a\": [1, 2]}")));
    return new PathEvaluator(roots, Budget.forEvaluation())
        .evaluate(JsonPath.parse(path).orThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.expensive | 10",
        "` $.expensive ` | 10",
        "$['expensive'] | 10",
        "$[\"expensive\"] | 10",
        "$.odd-name | 1",
        "$.store.book[0].author | \"Rees\"",
        "$.store.book[-1].author | \"Tolkien\"",
        "$.store.book[0,2].price | [8.95,8.99]",
        "$.store.book[*].author | [\"Rees\",\"Waugh\",\"Melville\",\"Tolkien\"]",
        "$.store.book[1:3].price | [12.99,8.99]",
        "$.store.book[:1].price | [8.95]",
        "$.store.book[-2:].price | [8.99,22.99]",
        "$.store.book[:-3].price | [8.95]",
        "$.store.book[0:4:2].price | [8.95,8.99]",
        "$.store.book[1::2147483647].price | [12.99]",
        "$.user@home/now | 5",
        "$.a=b,c | []",
        "$..price | [8.95,12.99,8.99,22.99,19.95]",
        "$.store.*.color | [\"red\"]",
        "$.store.bicycle.* | [\"red\",19.95]",
        "$..book[0].title | [\"Sayings\"]",
        "$.store..isbn | [\"0-553\",\"0-395\"]",
        "$.store.bicycle['color','price'] | {\"color\":\"red\",\"price\":19.95}",
        "$.store.book[?(@.isbn)].price | [8.99,22.99]",
        "$.store.book[?(@.price < 10)].title | [\"Sayings\",\"Moby Dick\"]",
        "$.store.book[?(@.price <= 8.95)].title | [\"Sayings\"]",
        "$.store.book[?(@.price > $.expensive)].title | [\"Sword\",\"Rings\"]",
        "$.store.book[?(@.price >= 22.99)].title | [\"Rings\"]",
        "$.store.book[?(@.author == 'Rees')].price | [8.95]",
        "$.store.book[?(@.author != 'Rees' && @.price < 10)].price | [8.99]",
        "$.store.book[?(!(@.isbn))].price | [8.95,12.99]",
        "$.store.book[?(@.author =~ /r.*s/i)].price | [8.95]",
        "$.store.book[?(@.author in ['Rees','Waugh'])].price | [8.95,12.99]",
        "$.store.book[?(@.author nin ['Rees','Waugh'])].price | [8.99,22.99]",
        "$.store.book[?(@.tags contains 'ring')].price | [22.99]",
        "$.store.book[?(@.title contains 'Moby')].price | [8.99]",
        "$.store.book[?(@.tags size 2)].price | [22.99]",
        "$.store.book[?(@.tags empty false)].price | [22.99]",
        "$.store.book[?(@.tags subsetof ['long','ring','x'])].price | [22.99]",
        "$.store.book[?(@.tags anyof ['x','ring'])].price | [22.99]",
        "$.store.book[?(@.tags noneof ['x'])].price | [22.99]",
        "$.store.book[?(@.price < 'x')].price | []",
        "$.store.bicycle[?(@.color == 'red')].price | [19.95]",
        "$.numbers.length() | 3",
        "$.numbers.min() | 1.0",
        "$.numbers.max() | 3.0",
        "$.numbers.sum() | 6.0",
        "$.numbers.avg() | 2.0",
        "$.numbers.first() | 3",
        "$.numbers.last() | 2",
        "$.store.bicycle.keys() | [\"color\",\"price\"]",
        "$.store.book[*].price.length() | 4",
        "$.missing[*] | []",
        "$.missing[*].deep | []",
        "$.nothing | null",
        "$$.Execution.Id | \"e\"",
        "$v.a[1] | 2",
        "$v | {\"a\":[1,2]}",
        "$.empty[*] | []",
      })
  void pathsFindWhatJaywayFinds(String path, String expected) {
    assertThat(evaluate(path)).isEqualTo(json(expected));
  }

  @Test
  void eitherConditionMayHold() {
    assertThat(evaluate("$.store.book[?(@.author == 'Rees' || @.author == 'Waugh')].price"))
        .isEqualTo(json("[8.95, 12.99]"));
  }

  @Test
  void standardDeviationIsThatOfTheWhole() {
    assertThat(evaluate("$.numbers.stddev()").doubleValue()).isBetween(0.816, 0.817);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.none | No results for path: $['none']",
        "$.store.none | No results for path: $['store']['none']",
        "$.none.deep | Missing property in path $['none']",
        "$.numbers[7] | No results for path: $['numbers'][7]",
        "$.numbers[7].deep | No results for path: $['numbers'][7]['deep']",
        "$other | Variable 'other' is not defined",
      })
  void aDefinitePathThatPointsToNothingFailsInJaywaysWords(String path, String message) {
    assertThatThrownBy(() -> evaluate(path))
        .isInstanceOf(PathNotFoundException.class)
        .hasMessage(message);
  }

  @Test
  void aFieldOfSomethingWithoutFieldsFails() {
    assertThatThrownBy(() -> evaluate("$.expensive.x"))
        .isInstanceOf(PathNotFoundException.class)
        .hasMessageStartingWith("Expected to find an object with property ['x'] in path");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.empty.min()", "$.empty.first()", "$.expensive.sum()"})
  void functionsNeedSomethingToWorkOn(String path) {
    assertThatThrownBy(() -> evaluate(path)).isInstanceOf(EvaluationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b | 0",
        "$. | 2",
        "$.. | 3",
        "$.a[ | 4",
        "$.a[] | 4",
        "$.a['b | 4",
        "$.a['b',3] | 8",
        "$.a[1,] | 6",
        "$.a[0:2:0] | 7",
        "$.a[?(@.b] | 9",
        "$.a[?(1)] | 6",
        "$.a[?(@.b == )] | 13",
        "$.a[?(@.b =~ /x)] | 13",
        "$.a[?(@.b =~ /(/)] | 14",
        "$.a[?(@.b == [1)] | 13",
        "$.a[?(@.b == zz)] | 13",
        "$.a b | 4",
        "$.nope() | 2",
        "$.a[99999999999] | 4",
      })
  void aMalformedPathSaysWhere(String path, int position) {
    assertThat(JsonPath.parse(path))
        .isInstanceOfSatisfying(
            Parsed.Invalid.class,
            invalid -> assertThat(invalid.position()).as(invalid.reason()).isEqualTo(position));
  }

  @Test
  void deepNestingIsRefusedNotFatal() {
    assertThat(JsonPath.parse("$[?(" + "(".repeat(200_000))).isInstanceOf(Parsed.Invalid.class);
  }

  @Test
  void onlyPathsToOnePlaceAreReferencePaths() {
    assertThat(JsonPath.parse("$.a['b'][0]").orThrow().reference()).isTrue();
    for (String path : new String[] {"$.a[*]", "$..a", "$.a[-1]", "$.a[0,1]", "$.a[?(@.b)]"}) {
      assertThat(JsonPath.parse(path).orThrow().reference()).as(path).isFalse();
    }
  }

  @Test
  void pathsShowInNormalForm() {
    String path = "$$.a..b[*][0,1][1:2][?(@.c)]['x','y'].length()";
    assertThat(JsonPath.parse(path).orThrow().normalized())
        .isEqualTo("$$['a']..['b'][*][0,1][1:2][?]['x','y'].length()");
    assertThat(JsonPath.parse("$v[:2:3]").orThrow().normalized()).isEqualTo("$v[:2:3]");
  }

  @Test
  void aPathThatFindsTooMuchEnds() {
    StringBuilder nested = new StringBuilder("1");
    for (int i = 0; i < 60; i++) {
      nested.insert(0, "[").append("]");
    }
    JsonNode wide = json("[" + (nested + ",").repeat(50) + "1]");
    PathRoots roots = new PathRoots(wide, wide, Map.of());
    PathEvaluator evaluator = new PathEvaluator(roots, Budget.of(1_000_000));
    JsonPath path = JsonPath.parse("$..*..*..*..*..*").orThrow();
    assertThatThrownBy(() -> evaluator.evaluate(path))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("too many steps");
  }

  @Test
  void aRegularExpressionThatBacktracksForeverEnds() {
    JsonNode input = json("[{\"s\": \"" + "a".repeat(60) + "b\"}]");
    PathEvaluator evaluator =
        new PathEvaluator(new PathRoots(input, input, Map.of()), Budget.of(1_000_000));
    JsonPath path = JsonPath.parse("$[?(@.s =~ /((a|aa)+\\2?)+c/)]").orThrow();
    assertThatThrownBy(() -> evaluator.evaluate(path)).isInstanceOf(EvaluationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$ | {\"a\":1} | 9",
        "$.b | {\"a\":1} | {\"a\":1,\"b\":9}",
        "$.a | {\"a\":1} | {\"a\":9}",
        "$.b.c | {} | {\"b\":{\"c\":9}}",
        "$.a.c | {\"a\":1} | {\"a\":{\"c\":9}}",
        "$.a[1] | {\"a\":[1,2]} | {\"a\":[1,9]}",
        "$.a[0].b | {\"a\":[{}]} | {\"a\":[{\"b\":9}]}",
      })
  void aReferencePathIsWrittenTo(String path, String target, String expected) {
    JsonNode before = json(target);
    JsonNode after = ReferencePath.put(JsonPath.parse(path).orThrow(), before, json("9"));
    assertThat(after).isEqualTo(json(expected));
    assertThat(before).isEqualTo(json(target));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.b | \"text\" | Unable to apply step \"b\" to input \"text\"",
        "$[3] | [1] | Unable to apply step 3 to input [1]",
        "$[*] | [1] | '[*]' cannot be written to",
      })
  void whatCannotBeWrittenToIsRefused(String path, String target, String message) {
    assertThatThrownBy(
            () -> ReferencePath.put(JsonPath.parse(path).orThrow(), json(target), json("9")))
        .hasMessage(message);
  }

  /** No text makes the parser do anything but give a path or say where it fails. */
  @Property
  void everyTextIsParsedOrRefused(@ForAll String text) {
    for (String path : new String[] {text, "$." + text, "$[" + text + "]", "$[?(" + text + ")]"}) {
      if (JsonPath.parse(path) instanceof Parsed.Invalid<JsonPath>(int position, String reason)) {
        assertThat(position).isBetween(0, path.length());
        assertThat(reason).isNotBlank();
      }
    }
  }
}
