package dev.aileron.asl.validate;

import static dev.aileron.asl.validate.Dialect.JSONATA;
import static dev.aileron.asl.validate.Dialect.JSONPATH;
import static dev.aileron.asl.validate.ValueKind.ARRAY;
import static dev.aileron.asl.validate.ValueKind.INTEGER;
import static dev.aileron.asl.validate.ValueKind.ITEMS;
import static dev.aileron.asl.validate.ValueKind.NUMBER;
import static dev.aileron.asl.validate.ValueKind.OBJECT;
import static dev.aileron.asl.validate.ValueKind.REFERENCE_PATH;
import static dev.aileron.asl.validate.ValueKind.TEMPLATE;

/** Which fields a Map state and its parts have. */
final class MapShapes {
  static final Shape ITEM_READER =
      Shape.of(
          "an ItemReader",
          Field.text("Resource").needed(),
          Field.of("Parameters", TEMPLATE).in(JSONPATH),
          Field.of("Arguments", TEMPLATE).in(JSONATA),
          Field.of("ReaderConfig", OBJECT));

  static final Shape READER_CONFIG =
      Shape.of(
              "a ReaderConfig",
              Field.text("InputType").oneOf("CSV", "JSON", "JSONL", "MANIFEST", "PARQUET"),
              Field.text("Transformation").oneOf("NONE", "LOAD_AND_FLATTEN"),
              Field.text("ManifestType").oneOf("ATHENA_DATA", "S3_INVENTORY"),
              Field.text("CSVDelimiter").oneOf("COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"),
              Field.text("CSVHeaderLocation").oneOf("FIRST_ROW", "GIVEN"),
              Field.of("CSVHeaders", ARRAY),
              Field.text("ItemsPointer"),
              Field.of("MaxItems", INTEGER).between(1, 100_000_000),
              Field.of("MaxItemsPath", REFERENCE_PATH).in(JSONPATH))
          .notBoth("MaxItems", "MaxItemsPath");

  static final Shape ITEM_BATCHER =
      Shape.of(
              "an ItemBatcher",
              Field.of("MaxItemsPerBatch", INTEGER).between(1, Integer.MAX_VALUE),
              Field.of("MaxItemsPerBatchPath", REFERENCE_PATH).in(JSONPATH),
              Field.of("MaxInputBytesPerBatch", INTEGER).between(1, 262_144),
              Field.of("MaxInputBytesPerBatchPath", REFERENCE_PATH).in(JSONPATH),
              Field.of("BatchInput", TEMPLATE))
          .notBoth("MaxItemsPerBatch", "MaxItemsPerBatchPath")
          .notBoth("MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath");

  static final Shape RESULT_WRITER =
      Shape.of(
          "a ResultWriter",
          Field.text("Resource"),
          Field.of("Parameters", TEMPLATE).in(JSONPATH),
          Field.of("Arguments", TEMPLATE).in(JSONATA),
          Field.of("WriterConfig", OBJECT));

  static final Shape WRITER_CONFIG =
      Shape.of(
          "a WriterConfig",
          Field.text("Transformation").oneOf("NONE", "COMPACT", "FLATTEN"),
          Field.text("OutputType").oneOf("JSON", "JSONL"));

  private MapShapes() {}

  /** A Map state, which has what every state with a result has. */
  static Shape map(Shape withResult) {
    return withResult
        .called("a Map state")
        .with(
            Field.of("ItemProcessor", OBJECT),
            Field.of("Iterator", OBJECT),
            Field.of("Items", ITEMS).in(JSONATA),
            Field.of("ItemsPath", REFERENCE_PATH).in(JSONPATH),
            Field.of("ItemSelector", TEMPLATE),
            Field.of("ItemReader", OBJECT),
            Field.of("ItemBatcher", OBJECT),
            Field.of("ResultWriter", OBJECT),
            Field.text("Label"),
            Field.of("MaxConcurrency", INTEGER).between(0, Integer.MAX_VALUE),
            Field.of("MaxConcurrencyPath", REFERENCE_PATH).in(JSONPATH),
            Field.of("ToleratedFailureCount", INTEGER).between(0, Integer.MAX_VALUE),
            Field.of("ToleratedFailureCountPath", REFERENCE_PATH).in(JSONPATH),
            Field.of("ToleratedFailurePercentage", NUMBER).between(0, 100),
            Field.of("ToleratedFailurePercentagePath", REFERENCE_PATH).in(JSONPATH))
        .notBoth("ItemProcessor", "Iterator")
        .notBoth("ItemSelector", "Parameters")
        .notBoth("MaxConcurrency", "MaxConcurrencyPath")
        .notBoth("ToleratedFailureCount", "ToleratedFailureCountPath")
        .notBoth("ToleratedFailurePercentage", "ToleratedFailurePercentagePath");
  }
}
