package dev.aileron.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the error code in an answer, in each of the places AWS's protocols put it. */
final class ErrorCodes {

  private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]+)</Code>");
  private static final Set<String> FIELDS = Set.of("__type", "code", "Code");

  private ErrorCodes() {}

  /** The code without its namespace; null when the answer names none. */
  static @Nullable String find(Headers headers, byte[] body) {
    var header = headers.first("x-amzn-ErrorType");
    if (header != null) {
      // Lambda adds the code's home page after a colon.
      return local(header.split(":", 2)[0]);
    }
    var type = headers.first("Content-Type");
    if (type != null && type.contains("xml")) {
      var matcher = XML_CODE.matcher(new String(body, StandardCharsets.UTF_8));
      return matcher.find() ? matcher.group(1) : null;
    }
    var fields = BodyFields.read(body, type, FIELDS);
    for (var name : new String[] {"__type", "code", "Code"}) {
      var code = fields.get(name);
      if (code != null) {
        return local(code);
      }
    }
    return null;
  }

  private static String local(String code) {
    return code.substring(code.lastIndexOf('#') + 1);
  }
}
