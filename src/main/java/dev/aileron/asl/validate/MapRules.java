package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Rules of Map states, inline and distributed. */
final class MapRules {
  /** Longest label of a Map state. */
  private static final int MAX_LABEL = 40;

  /** Labels become parts of ARNs: the alphabet of names of state machines. */
  private static final Pattern LABEL =
      Pattern.compile("[^\\s?*<>{}\\[\\]\"#%\\\\^|~`$&,;:/\\p{Cntrl}]+");

  private static final List<String> DISTRIBUTED_ONLY =
      List.of("ItemReader", "ItemBatcher", "ResultWriter", "Label");

  private static final String STATES =
      "\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}";
  private static final String DISTRIBUTED =
      "{\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"}, %s}"
          .formatted(STATES);

  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("map-processor-missing")
              .what("A Map state has ItemProcessor.")
              .why(
                  "\"A Map State MUST contain an object field named ItemProcessor (or deprecated"
                      + " Iterator).\"")
              .state("{\"Type\": \"Map\", \"End\": true}")
              .check(
                  State.class,
                  (state, report) -> {
                    JsonNode node = state.node();
                    if (state.is(StateType.MAP)
                        && !node.has("ItemProcessor")
                        && !node.has("Iterator")) {
                      report.add(
                          state.pointer(),
                          "a Map state needs ItemProcessor, the states that each item goes"
                              + " through");
                    }
                  }),
          Rule.error("map-execution-type-missing")
              .what("A distributed Map names the ExecutionType of its items' executions.")
              .why("Each item or batch is an execution of its own, STANDARD or EXPRESS.")
              .state(
                  "{\"Type\": \"Map\", \"End\": true, \"ItemProcessor\": {\"ProcessorConfig\":"
                      + " {\"Mode\":"
                      + " \"DISTRIBUTED\"}, %s}}".formatted(STATES))
              .check(
                  Scope.class,
                  (scope, report) -> {
                    JsonNode config = scope.node().path("ProcessorConfig");
                    boolean distributed = config.path("Mode").asText().equals("DISTRIBUTED");
                    if (distributed && !config.has("ExecutionType")) {
                      report.add(
                          scope.pointer().field("ProcessorConfig"),
                          "a distributed Map needs ExecutionType, STANDARD or EXPRESS");
                    }
                  }),
          Rule.warning("map-field-needs-distributed")
              .what("ItemReader, ItemBatcher, ResultWriter and Label stand in distributed Maps.")
              .why("Step Functions has them in Distributed mode only.")
              .state(
                  "{\"Type\": \"Map\", \"Label\": \"all\", \"End\": true, \"ItemProcessor\": {%s}}"
                      .formatted(STATES))
              .check(
                  State.class,
                  (state, report) -> {
                    for (String field : DISTRIBUTED_ONLY) {
                      if (state.is(StateType.MAP)
                          && state.node().has(field)
                          && !state.distributed()) {
                        report.add(
                            state.pointer().field(field),
                            "%s belongs to a distributed Map; set ProcessorConfig.Mode to DISTRIBUTED"
                                .formatted(field));
                      }
                    }
                  }),
          Rule.error("map-label-malformed")
              .what("A Label has at most 40 characters, none of them space or punctuation of ARNs.")
              .why("It becomes a part of the Map Run's ARN. Step Functions: INVALID_LABEL_NAME.")
              .state(map("\"Label\": \"all orders\""))
              .check(
                  State.class,
                  (state, report) -> {
                    JsonNode label = state.node().path("Label");
                    boolean judged =
                        state.is(StateType.MAP) && label.isTextual() && !Texts.opaque(label);
                    if (judged && !isLabel(label.textValue())) {
                      report.add(
                          state.pointer().field("Label"),
                          "%s is no label; use at most %d letters, digits, - and _"
                              .formatted(Nouns.quoted(label.textValue()), MAX_LABEL));
                    }
                  }),
          Rule.error("map-label-not-unique")
              .what("Each Label is used once in the machine.")
              .why("Map Runs are told apart by it. Step Functions: DUPLICATE_LABEL_NAME.")
              .machine(twoLabels())
              .check(Machine.class, MapRules::labels),
          Rule.error("item-batcher-empty")
              .what("ItemBatcher says how large a batch is.")
              .why(
                  "\"An ItemBatcher Configuration MUST contain at least one of\" the four fields"
                      + " Max….")
              .state(map("\"ItemBatcher\": {\"BatchInput\": {\"a\": 1}}"))
              .check(
                  State.class,
                  (state, report) -> {
                    JsonNode batcher = state.node().path("ItemBatcher");
                    boolean bounded =
                        batcher.properties().stream().anyMatch(f -> f.getKey().startsWith("Max"));
                    if (batcher.isObject() && !bounded) {
                      report.add(
                          state.pointer().field("ItemBatcher"),
                          "ItemBatcher needs MaxItemsPerBatch or MaxInputBytesPerBatch");
                    }
                  }),
          Rule.error("item-reader-resource")
              .what("ItemReader reads with s3:getObject or s3:listObjectsV2.")
              .why("Step Functions has no other reader.")
              .state(map("\"ItemReader\": {\"Resource\": \"arn:aws:states:::s3:listObjects\"}"))
              .check(
                  State.class,
                  (state, report) ->
                      resource(
                          state,
                          "ItemReader",
                          List.of("s3:getObject", "s3:listObjectsV2"),
                          report)),
          Rule.error("item-reader-csv-header")
              .what("A CSV reader says where the names of its columns come from.")
              .why("CSVHeaderLocation is FIRST_ROW, or GIVEN together with CSVHeaders.")
              .state(
                  map(
                      "\"ItemReader\": {\"Resource\": \"arn:aws:states:::s3:getObject\","
                          + " \"ReaderConfig\": {\"InputType\": \"CSV\"}}"))
              .check(State.class, MapRules::csv),
          Rule.error("result-writer-resource")
              .what("ResultWriter writes with s3:putObject, or has only a WriterConfig.")
              .why("Step Functions has no other writer.")
              .state(map("\"ResultWriter\": {\"Resource\": \"arn:aws:states:::s3:copyObject\"}"))
              .check(State.class, MapRules::writer));

  private MapRules() {}

  private static String map(String field) {
    return "{\"Type\": \"Map\", \"End\": true, %s,%n \"ItemProcessor\": %s}"
        .formatted(field, DISTRIBUTED);
  }

  private static String twoLabels() {
    String map =
        "{\"Type\": \"Map\", \"Label\": \"all\", %s, \"ItemProcessor\":"
            + " {\"ProcessorConfig\": {\"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\"},"
            + " \"StartAt\": \"%s\", \"States\": {\"%s\": {\"Type\": \"Succeed\"}}}}";
    return "{\"StartAt\": \"M\", \"States\": {\"M\": %s,%n \"N\": %s}}"
        .formatted(
            map.formatted("\"Next\": \"N\"", "A", "A"), map.formatted("\"End\": true", "B", "B"));
  }

  private static boolean isLabel(String text) {
    return text.length() <= MAX_LABEL && LABEL.matcher(text).matches();
  }

  private static void labels(Machine machine, Rule.Report report) {
    Map<String, Pointer> first = new HashMap<>();
    for (List<State> states : machine.statesByName().values()) {
      for (State state : states) {
        JsonNode label = state.node().path("Label");
        if (state.is(StateType.MAP) && label.isTextual() && !Texts.opaque(label)) {
          Pointer before = first.putIfAbsent(label.textValue(), state.pointer());
          if (before != null) {
            report.add(
                state.pointer().field("Label"),
                "the label %s is used at %s too; give each Map its own"
                    .formatted(label.textValue(), before));
          }
        }
      }
    }
  }

  private static void resource(
      State state, String field, List<String> allowed, Rule.Report report) {
    JsonNode resource = state.node().path(field).path("Resource");
    if (!state.is(StateType.MAP) || !resource.isTextual() || Texts.opaque(resource)) {
      return;
    }
    boolean known = allowed.stream().anyMatch(a -> resource.textValue().endsWith(":::" + a));
    if (!known) {
      report.add(
          state.pointer().field(field).field("Resource"),
          "%s's Resource must be arn:aws:states:::%s, and is %s"
              .formatted(
                  field, String.join(" or arn:aws:states:::", allowed), resource.textValue()));
    }
  }

  private static void csv(State state, Rule.Report report) {
    JsonNode config = state.node().path("ItemReader").path("ReaderConfig");
    Pointer at = state.pointer().field("ItemReader").field("ReaderConfig");
    if (!state.is(StateType.MAP) || !config.path("InputType").asText().equals("CSV")) {
      return;
    }
    if (!config.has("CSVHeaderLocation")) {
      report.add(at, "a reader of CSV needs CSVHeaderLocation, FIRST_ROW or GIVEN");
    } else if (config.path("CSVHeaderLocation").asText().equals("GIVEN")
        && !config.has("CSVHeaders")) {
      report.add(at, "CSVHeaderLocation GIVEN needs CSVHeaders, the names of the columns");
    }
  }

  private static void writer(State state, Rule.Report report) {
    JsonNode writer = state.node().path("ResultWriter");
    boolean empty = !writer.has("Resource") && !writer.has("WriterConfig");
    if (state.is(StateType.MAP) && writer.isObject() && empty) {
      report.add(
          state.pointer().field("ResultWriter"), "ResultWriter needs Resource or WriterConfig");
    }
    resource(state, "ResultWriter", List.of("s3:putObject"), report);
  }
}
