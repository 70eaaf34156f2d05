package dev.aileron.sandbox.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to the AWS endpoint as it came over the wire.
 *
 * @param path as sent, still percent-encoded
 * @param query as sent, without the question mark; empty when there is none
 */
public record AwsRequest(
    String method, String path, String query, Headers headers, RequestBody body) {

  /** The query parameters, decoded; a parameter without a value has the empty string. */
  public Map<String, String> parameters() {
    return decodeForm(query);
  }

  /** The fields of a body that is a form, decoded; empty when it is none. */
  public Map<String, String> form() {
    var type = headers.first("Content-Type");
    return type != null && type.startsWith("application/x-www-form-urlencoded")
        ? decodeForm(new String(body.head(), StandardCharsets.UTF_8))
        : Map.of();
  }

  /** The path with its query, as sent. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** Who signed the request; null when nobody did. */
  public @Nullable CredentialScope scope() {
    return CredentialScope.of(this);
  }

  /** Decodes {@code a=b&c=d}; of a name that comes twice the first counts. */
  static Map<String, String> decodeForm(String form) {
    var decoded = new LinkedHashMap<String, String>();
    for (var pair : form.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        decoded.putIfAbsent(decode(name, true), decode(value, true));
      }
    }
    return decoded;
  }

  /** Decodes a path segment, where a plus sign is a plus sign. */
  static String decodeSegment(String segment) {
    return decode(segment, false);
  }

  private static String decode(String text, boolean plusIsSpace) {
    try {
      return URLDecoder.decode(
          plusIsSpace ? text : text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      // A stray percent sign: the service will say what it thinks of it.
      return text;
    }
  }
}
