package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.State;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** ItemBatcher: several items for each child execution. */
final class Batches {
  private Batches() {}

  /** The inputs of the children, in order. */
  static JsonNode of(Site site, State.Batcher batcher, JsonNode inputs) {
    Fields fields = site.fields();
    View view = View.of(Results.input(site, fields));
    Long maxItems = Numbers.whole(fields, batcher.maxItems(), view);
    Long maxBytes = Numbers.whole(fields, batcher.maxBytes(), view);
    JsonNode shared = batcher.input() == null ? null : fields.evaluate(batcher.input(), view);
    ArrayNode batches = JsonNodeFactory.instance.arrayNode();
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    long bytes = 0;
    for (JsonNode input : inputs) {
      long size = input.toString().getBytes(StandardCharsets.UTF_8).length + 1L;
      boolean full =
          (maxItems != null && items.size() >= maxItems)
              || (maxBytes != null && bytes + size > maxBytes);
      if (full && !items.isEmpty()) {
        batches.add(batch(shared, items));
        items = JsonNodeFactory.instance.arrayNode();
        bytes = 0;
      }
      items.add(input);
      bytes += size;
    }
    if (!items.isEmpty()) {
      batches.add(batch(shared, items));
    }
    return batches;
  }

  private static ObjectNode batch(@Nullable JsonNode shared, ArrayNode items) {
    ObjectNode batch = JsonNodeFactory.instance.objectNode();
    if (shared != null) {
      batch.set("BatchInput", shared);
    }
    batch.set("Items", items);
    return batch;
  }
}
