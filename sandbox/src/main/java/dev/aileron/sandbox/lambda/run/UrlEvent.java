package dev.aileron.sandbox.lambda.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Makes the event, in the payload format 2.0, of a request to a function URL. */
final class UrlEvent {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

  private UrlEvent() {}

  /**
   * The event of a request.
   *
   * @param id of the URL
   * @param path that the function sees
   */
  static ObjectNode of(Request request, byte[] body, String id, String path, Instant now) {
    var query = request.getHttpURI().getQuery();
    var event =
        Reply.object()
            .put("version", "2.0")
            .put("routeKey", "$default")
            .put("rawPath", path)
            .put("rawQueryString", query == null ? "" : query);
    var headers = event.putObject("headers");
    headers(request).forEach(headers::put);
    if (query != null) {
      parameters(query).forEach(event.putObject("queryStringParameters")::put);
    }
    context(event.putObject("requestContext"), request, id, path, now);
    if (body.length > 0) {
      var text = text(body);
      event.put("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
      return event.put("isBase64Encoded", text == null);
    }
    return event.put("isBase64Encoded", false);
  }

  private static void context(
      ObjectNode context, Request request, String id, String path, Instant now) {
    var host = String.valueOf(request.getHeaders().get("Host"));
    context
        .put("accountId", "anonymous")
        .put("apiId", id)
        .put("domainName", host)
        .put("domainPrefix", id)
        .put("requestId", UUID.randomUUID().toString())
        .put("routeKey", "$default")
        .put("stage", "$default")
        .put("time", TIME.format(now))
        .put("timeEpoch", now.toEpochMilli());
    context
        .putObject("http")
        .put("method", request.getMethod())
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "127.0.0.1")
        .put("userAgent", String.valueOf(request.getHeaders().get("User-Agent")));
  }

  private static Map<String, String> headers(Request request) {
    var headers = new TreeMap<String, String>();
    for (var field : request.getHeaders()) {
      headers.merge(
          field.getName().toLowerCase(Locale.ROOT),
          String.valueOf(field.getValue()),
          (first, second) -> first + "," + second);
    }
    headers.remove("connection");
    headers.put("x-forwarded-for", "127.0.0.1");
    headers.put("x-forwarded-port", "443");
    headers.put("x-forwarded-proto", "https");
    headers.put("x-amzn-tls-version", "TLSv1.3");
    headers.put("x-amzn-tls-cipher-suite", "TLS_AES_128_GCM_SHA256");
    headers.put("x-amzn-trace-id", "Root=1-00000000-000000000000000000000000");
    return headers;
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.merge(decoded(name), decoded(value), (first, second) -> first + "," + second);
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException stray) {
      return text;
    }
  }

  private static @Nullable String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException binary) {
      return null;
    }
  }
}
