package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.model.Resource;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of distributed Maps from S3: objects of JSON, JSON lines or CSV, and listings.
 */
public final class ItemReader {
  private final ObjectTasks objects;

  public ItemReader(Endpoint endpoint) {
    this.objects = new ObjectTasks(new Wire(endpoint));
  }

  /**
   * Reads items.
   *
   * @param config ReaderConfig
   * @param maxItems read no more; null: all
   * @return a list
   * @throws TransferException saying what could not be read
   */
  public JsonNode read(
      Caller caller,
      Resource resource,
      JsonNode arguments,
      JsonNode config,
      @Nullable Long maxItems)
      throws TransferException, InterruptedException {
    long most = maxItems == null || maxItems <= 0 ? Long.MAX_VALUE : maxItems;
    if (resource.action().equals("listObjectsV2")) {
      return listing(caller, arguments, most);
    }
    if (!resource.action().equals("getObject")) {
      throw new TransferException(
          "The sandbox does not read items with %s:%s"
              .formatted(resource.service(), resource.action()));
    }
    var reply = objects.get(caller, arguments);
    if (reply.failed()) {
      throw new TransferException(
          "Failed to read the object %s of the bucket %s: %s"
              .formatted(
                  arguments.path("Key").asText(),
                  arguments.path("Bucket").asText(),
                  reply.message()));
    }
    var type = config.path("InputType").asText("JSON");
    return switch (type) {
      case "JSON" -> limited(json(reply.text(), config), most);
      case "JSONL" -> lines(reply.text(), most);
      case "CSV" -> Csv.read(reply.text(), config, most);
      default ->
          throw new TransferException("The sandbox does not read items of the InputType " + type);
    };
  }

  private static JsonNode json(String text, JsonNode config) throws TransferException {
    try {
      var whole = Wire.MAPPER.readTree(text);
      var items = whole.at(config.path("ItemsPointer").asText(""));
      if (!items.isArray()) {
        throw new TransferException("Attempting to map over non-iterable node.");
      }
      return items;
    } catch (JsonProcessingException e) {
      throw new TransferException("The object is no JSON: " + e.getOriginalMessage());
    }
  }

  private static JsonNode limited(JsonNode items, long most) {
    if (items.size() <= most) {
      return items;
    }
    var first = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < most; i++) {
      first.add(items.get(i));
    }
    return first;
  }

  private static JsonNode lines(String text, long most) throws TransferException {
    var items = JsonNodeFactory.instance.arrayNode();
    for (var line : text.lines().filter(l -> !l.isBlank()).limit(most).toList()) {
      try {
        items.add(Wire.MAPPER.readTree(line));
      } catch (JsonProcessingException e) {
        throw new TransferException("A line is no JSON: " + line);
      }
    }
    return items;
  }

  private ArrayNode listing(Caller caller, JsonNode arguments, long most)
      throws TransferException, InterruptedException {
    var items = JsonNodeFactory.instance.arrayNode();
    var token = "";
    do {
      var reply = objects.list(caller, arguments, token);
      if (reply.failed()) {
        throw new TransferException(
            "Failed to list the bucket %s: %s"
                .formatted(arguments.path("Bucket").asText(), reply.message()));
      }
      var page = ObjectTasks.listed(reply.text());
      for (var entry : page.path("Contents")) {
        if (items.size() < most) {
          items.add(item(entry));
        }
      }
      token = page.path("NextContinuationToken").asText();
    } while (!token.isEmpty() && items.size() < most);
    return items;
  }

  /** An object as a distributed Map has it: Etag, and seconds since the epoch. */
  private static JsonNode item(JsonNode entry) {
    var item = JsonNodeFactory.instance.objectNode();
    item.put("Etag", entry.path("ETag").asText());
    item.put("Key", entry.path("Key").asText());
    var modified = entry.path("LastModified").asText();
    if (!modified.isEmpty()) {
      item.put("LastModified", Instant.parse(modified).getEpochSecond());
    }
    item.put("Size", entry.path("Size").asLong());
    item.put("StorageClass", entry.path("StorageClass").asText("STANDARD"));
    return item;
  }
}
