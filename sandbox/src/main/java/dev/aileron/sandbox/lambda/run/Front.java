package dev.aileron.sandbox.lambda.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.lambda.control.Code;
import dev.aileron.sandbox.lambda.control.Targets;
import dev.aileron.sandbox.lambda.run.Http.Answer;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda serves over plain HTTP beside its API: function URLs, and the code that {@code
 * GetFunction} points at.
 *
 * <p>A URL is {@code http://127.0.0.1:PORT/ID/}, for want of names that lead here; the function
 * sees the path after that. A request whose host begins with the id is served as well.
 */
public final class Front implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String FORBIDDEN =
      "Forbidden. For troubleshooting Function URL authorization issues, see: "
          + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

  private final Targets targets;
  private final Functions functions;
  private final Clock clock;
  private final Path archives;
  private final Http.Port port;

  /**
   * @param archives folder of the zip files by their hash
   */
  public Front(Http http, Targets targets, Functions functions, Clock clock, Path archives)
      throws IOException {
    this.targets = targets;
    this.functions = functions;
    this.clock = clock;
    this.archives = archives;
    this.port = http.open(this::answer);
  }

  public String location(Code code) {
    var archive = code.archive();
    return archive == null
        ? ""
        : "http://%s/code/%s".formatted(port.address(), archive.getFileName());
  }

  public String address(String urlId) {
    return "http://%s/%s/".formatted(port.address(), urlId);
  }

  private Answer answer(Request request, byte[] body) throws InterruptedException {
    var path = request.getHttpURI().getPath();
    if (path.startsWith("/code/")) {
      return code(path.substring("/code/".length()));
    }
    var host = String.valueOf(request.getHeaders().get("Host"));
    boolean byHost = host.contains(".lambda-url.");
    var id = byHost ? host.substring(0, host.indexOf('.')) : path.split("/", 3)[1];
    var inner = byHost ? path : path.substring(Math.min(path.length(), id.length() + 1));
    return url(request, body, id, inner.isEmpty() ? "/" : inner);
  }

  private Answer code(String hash) {
    var file = archives.resolve(hash).normalize();
    try {
      return file.startsWith(archives) && Files.isRegularFile(file)
          ? new Answer(200, Map.of("Content-Type", "application/zip"), Files.readAllBytes(file))
          : message(404, "ResourceNotFoundException", "No such code");
    } catch (IOException e) {
      return message(500, "ServiceException", "The code could not be read");
    }
  }

  private Answer url(Request request, byte[] body, String id, String path)
      throws InterruptedException {
    var found = targets.url(id, clock.instant());
    if (found.isEmpty()) {
      return message(404, "ResourceNotFoundException", "null");
    }
    var url = found.get().url();
    boolean allowed =
        url.authType().equals("NONE")
            ? found.get().open()
            : request.getHeaders().contains("Authorization");
    if (!allowed) {
      return message(403, "AccessDeniedException", FORBIDDEN);
    }
    var region = found.get().region();
    var caller = new Caller(region.accountId(), region.name(), "anonymous", null);
    var event = event(request, body, id, path);
    try {
      var invocation =
          functions.invoke(
              caller,
              url.function(),
              url.alias(),
              Reply.text(event).getBytes(StandardCharsets.UTF_8),
              null);
      return response(invocation);
    } catch (AwsError refused) {
      return refused.status() == 404
          ? message(403, "AccessDeniedException", FORBIDDEN)
          : message(refused.status(), refused.code(), refused.message());
    }
  }

  private static Answer message(int status, String type, String message) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
        Reply.text(Reply.object().put("Message", message)).getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode event(Request request, byte[] body, String id, String path) {
    var now = clock.instant();
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
        .put("requestId", java.util.UUID.randomUUID().toString())
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

  private static Answer response(Functions.Invocation invocation) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    var requestId = invocation.headers().get("x-amzn-RequestId");
    if (requestId != null) {
      headers.put("x-amzn-RequestId", requestId);
    }
    if (invocation.functionError() != null) {
      return new Answer(502, headers, "Internal Server Error".getBytes(StandardCharsets.UTF_8));
    }
    JsonNode answer;
    try {
      answer = JSON.readTree(invocation.payload());
    } catch (IOException notJson) {
      return new Answer(200, headers, invocation.payload());
    }
    if (!answer.has("statusCode")) {
      var body = answer.isTextual() ? answer.asText() : Reply.text(answer);
      return new Answer(200, headers, body.getBytes(StandardCharsets.UTF_8));
    }
    answer
        .path("headers")
        .properties()
        .forEach(header -> set(headers, header.getKey(), header.getValue().asText()));
    var body =
        answer.path("body").isTextual()
            ? answer.get("body").asText()
            : answer.path("body").toString();
    return new Answer(
        answer.get("statusCode").asInt(),
        headers,
        answer.path("isBase64Encoded").booleanValue()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8));
  }

  private static void set(Map<String, String> headers, String name, String value) {
    headers.keySet().removeIf(known -> known.equalsIgnoreCase(name));
    headers.put(name, value);
  }

  @Override
  public void close() {
    port.close();
  }
}
