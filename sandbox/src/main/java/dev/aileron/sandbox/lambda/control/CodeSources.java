package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.lambda.wire.Input;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** Where a function's code comes from: the request, S3, or an image. */
final class CodeSources {

  private final CodeStore store;

  CodeSources(CodeStore store) {
    this.store = store;
  }

  /** Fetches what is named. */
  Code fetch(Context context, JsonNode source) throws InterruptedException {
    if (source.has("ZipFile")) {
      return store.direct(decoded(source.get("ZipFile").asText()));
    }
    if (source.has("S3Bucket")) {
      var version = source.path("S3ObjectVersion").asText("");
      return store.fromS3(
          context.caller(),
          source.get("S3Bucket").asText(),
          source.path("S3Key").asText(""),
          version.isEmpty() ? null : version);
    }
    return image(source.path("ImageUri").asText(""));
  }

  /** Images are not pulled: what an image is, its address says. */
  private static Code image(String uri) {
    int digest = uri.indexOf("@sha256:");
    var sha =
        digest >= 0
            ? uri.substring(digest + "@sha256:".length())
            : HexFormat.of().formatHex(CodeStore.sha256(uri.getBytes(StandardCharsets.UTF_8)));
    return new Code(sha, 0, null, uri);
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Errors.invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
  }

  /** Whether an update names a source that fits the function. */
  static void check(Configuration configuration, Input input) {
    boolean image = configuration.packageType().equals("Image");
    if (image && !input.has("ImageUri")) {
      throw Errors.invalid(
          "Please provide ImageUri when updating a function with packageType Image.");
    }
    if (!image && input.has("ImageUri")) {
      throw Errors.invalid(
          "Please don't provide ImageUri when updating a function with packageType Zip.");
    }
    if (!image && !input.has("ZipFile") && !input.has("S3Bucket")) {
      throw Errors.invalid("Please provide a source for function code.");
    }
  }
}
