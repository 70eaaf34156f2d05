package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.aileron.asl.model.Resource;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the results of distributed Maps to S3: a manifest, and a file for each outcome. */
public final class ResultWriter {
  private final ObjectTasks objects;

  public ResultWriter(Endpoint endpoint) {
    this.objects = new ObjectTasks(new Wire(endpoint));
  }

  /**
   * Writes what the children gave.
   *
   * @return what the Map gives instead of its results
   * @throws TransferException saying what could not be written
   */
  public JsonNode write(
      Caller caller,
      Resource resource,
      JsonNode arguments,
      String mapRunArn,
      List<Children.Child> children)
      throws TransferException, InterruptedException {
    if (!resource.action().equals("putObject")) {
      throw new TransferException(
          "The sandbox does not write results with %s:%s"
              .formatted(resource.service(), resource.action()));
    }
    var bucket = arguments.path("Bucket").asText();
    var prefix = arguments.path("Prefix").asText();
    var folder =
        (prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/")
            + mapRunArn.substring(mapRunArn.lastIndexOf(':') + 1)
            + "/";
    var manifest = JsonNodeFactory.instance.objectNode();
    manifest.put("DestinationBucket", bucket);
    manifest.put("MapRunArn", mapRunArn);
    var files = manifest.putObject("ResultFiles");
    var succeeded = JsonNodeFactory.instance.arrayNode();
    var failed = JsonNodeFactory.instance.arrayNode();
    for (var child : children) {
      (child.status().equals("SUCCEEDED") ? succeeded : failed).add(child.description());
    }
    files.set("FAILED", file(caller, bucket, folder + "FAILED_0.json", failed));
    files.putArray("PENDING");
    files.set("SUCCEEDED", file(caller, bucket, folder + "SUCCEEDED_0.json", succeeded));
    put(caller, bucket, folder + "manifest.json", manifest);
    var output = JsonNodeFactory.instance.objectNode();
    output.put("MapRunArn", mapRunArn);
    output
        .putObject("ResultWriterDetails")
        .put("Bucket", bucket)
        .put("Key", folder + "manifest.json");
    return output;
  }

  private ArrayNode file(Caller caller, String bucket, String key, ArrayNode results)
      throws TransferException, InterruptedException {
    var files = JsonNodeFactory.instance.arrayNode();
    if (!results.isEmpty()) {
      files.addObject().put("Key", key).put("Size", put(caller, bucket, key, results));
    }
    return files;
  }

  private int put(Caller caller, String bucket, String key, JsonNode content)
      throws TransferException, InterruptedException {
    var where = JsonNodeFactory.instance.objectNode();
    where.put("Bucket", bucket).put("Key", key).put("ContentType", "application/json");
    var bytes = content.toString().getBytes(StandardCharsets.UTF_8);
    var reply = objects.object(caller, "PUT", where, bytes);
    if (reply.failed()) {
      throw new TransferException(
          "Failed to write the object %s of the bucket %s: %s"
              .formatted(key, bucket, reply.message()));
    }
    return bytes.length;
  }
}
