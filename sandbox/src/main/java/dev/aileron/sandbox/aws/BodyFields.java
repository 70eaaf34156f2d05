package dev.aileron.sandbox.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a few named text fields from the top of a message, whatever AWS protocol it is in. */
final class BodyFields {

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonFactory CBOR = new CBORFactory();

  private BodyFields() {}

  /**
   * The values of the wanted fields that are there as text. Nothing else of the body is kept.
   *
   * @param body may be cut off or malformed: what comes before the break counts
   */
  static Map<String, String> read(byte[] body, @Nullable String contentType, Set<String> wanted) {
    var type = contentType == null ? "" : contentType;
    if (type.startsWith("application/x-www-form-urlencoded")) {
      var form = AwsRequest.decodeForm(new String(body, StandardCharsets.UTF_8));
      form.keySet().retainAll(wanted);
      return form;
    }
    return readObject(type.contains("cbor") ? CBOR : JSON, body, wanted);
  }

  private static Map<String, String> readObject(
      JsonFactory format, byte[] body, Set<String> wanted) {
    var found = new HashMap<String, String>();
    try (var parser = format.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return found;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        var name = parser.currentName();
        var value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && wanted.contains(name)) {
          found.put(name, parser.getText());
        } else {
          // Skipped without being turned into text: a function's archive can be 60 MB of it.
          parser.skipChildren();
        }
      }
    } catch (IOException cutOffOrNotJson) {
      return found;
    }
    return found;
  }
}
