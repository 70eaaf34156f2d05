package dev.aileron.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsEndpointTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-24T08:15:30.123456Z"), ZoneOffset.UTC);
  private static final byte[] BINARY = new byte[1024 * 1024];

  static {
    new Random(1).nextBytes(BINARY);
  }

  @TempDir private Path directory;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private StubUpstream upstream;
  private RequestLog log;
  private AwsEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    upstream = new StubUpstream();
    log = new RequestLog(directory.resolve("requests.jsonl"));
    endpoint = AwsEndpoint.start(0, new ForwardingService(upstream::uri), log, CLOCK);
  }

  @AfterEach
  void stop() throws IOException {
    endpoint.close();
    log.close();
    upstream.close();
  }

  @Test
  void passesARequestOnAsItIs() throws Exception {
    // given
    upstream.answer(new byte[0], "HTTP/1.1 200 OK", "Content-Length: 0");

    // when
    raw(
        "PUT /bucket/a%20b//c+d%2Fe?x-id=PutObject&empty&q=%C3%A9 HTTP/1.1\r\n"
            + "Host: bucket.example:4566\r\n"
            + "X-aMz-MiXeD: Case  kept\r\n"
            + "content-type: application/octet-stream\r\n"
            + "Expect: 100-continue\r\n"
            + "x-twice: 1\r\n"
            + "x-twice: 2\r\n"
            + "Content-Length: 3\r\n"
            + "Connection: close\r\n\r\n"
            + "abc");

    // then
    var received = upstream.take();
    assertThat(received.line())
        .isEqualTo("PUT /bucket/a%20b//c+d%2Fe?x-id=PutObject&empty&q=%C3%A9 HTTP/1.1");
    assertThat(lowerNames(received.headers().stream()))
        .contains(
            "x-amz-mixed: Case  kept",
            "content-type: application/octet-stream",
            "x-twice: 1",
            "x-twice: 2",
            "host: 127.0.0.1:" + upstream.uri().getPort(),
            "content-length: 3")
        .noneMatch(line ->
            line.matches("(expect|connection|upgrade|http2-settings|transfer-encoding):.*"));
    assertThat(received.body()).asString().isEqualTo("abc");
  }

  @Test
  void passesAnAnswerBackAsItIs() throws Exception {
    // given
    upstream.answer(
        "hello".getBytes(StandardCharsets.UTF_8),
        "HTTP/1.1 202 Accepted",
        "content-length: 5",
        "x-amzn-RequestId: 1-2",
        "server: upstream",
        "Set-Cookie: a",
        "Set-Cookie: b");

    // when
    var answer = raw("GET /2015-03-31/functions HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    // then
    assertThat(answer).startsWith("HTTP/1.1 202 ").endsWith("\r\n\r\nhello");
    assertThat(lowerNames(answer.lines()))
        .contains(
            "content-length: 5",
            "x-amzn-requestid: 1-2",
            "server: upstream",
            "set-cookie: a",
            "set-cookie: b")
        .noneMatch(line -> line.startsWith("date:"));
  }

  @Test
  void carriesBinaryBodiesOfAMegabyteBothWays() throws Exception {
    // given
    upstream.answer(BINARY, "HTTP/1.1 200 OK", "Content-Length: " + BINARY.length);

    // when
    var answer = send("POST", "/2015-03-31/functions/f/invocations", BINARY);

    // then
    assertThat(answer.body()).isEqualTo(BINARY);
    assertThat(upstream.take().body()).isEqualTo(BINARY);
  }

  @Test
  void keepsTheLengthInAnAnswerToHead() throws Exception {
    // given
    upstream.answer(new byte[0], "HTTP/1.1 200 OK", "Content-Length: 12345", "ETag: \"e\"");

    // when
    var answer = raw("HEAD /bucket/key HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

    // then
    assertThat(lowerNames(answer.lines())).contains("content-length: 12345", "etag: \"e\"");
    assertThat(upstream.take().line()).isEqualTo("HEAD /bucket/key HTTP/1.1");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          204, -,                            -,                                                -,                         -
          400, application/x-amz-json-1.0,   {"__type":"com.x#StateMachineDoesNotExist"},      -,                         StateMachineDoesNotExist
          403, text/xml,                     <ErrorResponse><Code>AccessDenied</Code></ErrorResponse>, -,                 AccessDenied
          404, application/json,             {"Type":"User"},                                  ResourceNotFoundException, ResourceNotFoundException
          409, application/json,             {"Type":"User"},                                  ResourceConflictException:http://x/, ResourceConflictException
          500, -,                            -,                                                -,                         -
          """)
  void logsTheErrorCodeAndPassesTheErrorOn(
      int status, String type, String body, String header, String error) throws Exception {
    // given
    var bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
    upstream.answer(
        bytes,
        "HTTP/1.1 " + status + " Whatever",
        "Content-Type: " + (type == null ? "text/plain" : type),
        header == null ? "x-none: 1" : "x-amzn-ErrorType: " + header,
        status == 204 ? "x-none: 2" : "Content-Length: " + bytes.length);

    // when
    var answer = send("DELETE", "/2015-03-31/functions/orders", new byte[0]);

    // then
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(bytes);
    var line = new ObjectMapper().readTree(lines().getLast());
    assertThat(line.path("status").asInt()).isEqualTo(status);
    assertThat(line.path("error").textValue()).isEqualTo(error);
  }

  @Test
  void writesALogLineOfTheAgreedForm() throws Exception {
    // given
    upstream.answer(new byte[0], "HTTP/1.1 201 Created", "Content-Length: 0");
    var body =
        "{\"FunctionName\": \"orders\", \"Environment\": {\"Variables\": {\"PASSWORD\": \"hunter2\"}}}";

    // when
    client.send(
        HttpRequest.newBuilder(endpoint.uri().resolve("/2015-03-31/functions"))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=111122223333/20261124/eu-west-1/lambda/aws4_request, SignedHeaders=host, Signature=abc")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.discarding());

    // then
    assertThat(lines())
        .singleElement()
        .asString()
        .matches(
            "\\{\"time\":\"2026-11-24T08:15:30.123Z\",\"service\":\"lambda\",\"operation\":\"CreateFunction\","
                + "\"resource\":\"orders\",\"caller\":\"111122223333\",\"status\":201,\"error\":null,\"write\":true,"
                + "\"account\":null,\"qualifier\":null,\"durationMs\":[0-9.E-]+,\"fault\":null\\}");
  }

  @Test
  void answersWithAnErrorWhenNothingIsBehindIt() throws Exception {
    // given
    upstream.close();

    // when
    var answer = send("GET", "/2015-03-31/functions", new byte[0]);

    // then
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(lines().getLast()).contains("\"error\":\"ServiceUnavailableException\"");
  }

  @Test
  void serves200RequestsAtOnce() throws Exception {
    // given
    upstream.answer(new byte[0], "HTTP/1.1 200 OK", "Content-Length: 0");

    // when
    List<Future<Integer>> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          IntStream.range(0, 200)
              .mapToObj(i ->
                  threads.submit(
                      () -> send("GET", "/2015-03-31/functions/f" + i, new byte[0]).statusCode()))
              .toList();
    }

    // then
    assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(200));
    assertThat(lines()).hasSize(200).doesNotHaveDuplicates();
  }

  /** Header lines with their names in lower case: how a name is spelled means nothing. */
  private static Stream<String> lowerNames(Stream<String> lines) {
    return lines.map(line -> {
      int colon = line.indexOf(':');
      return colon < 0
          ? line
          : line.substring(0, colon).toLowerCase(Locale.ROOT) + line.substring(colon);
    });
  }

  private HttpResponse<byte[]> send(String method, String path, byte[] body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(endpoint.uri() + path))
            .method(
                method,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, BodyHandlers.ofByteArray());
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", endpoint.uri().getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(directory.resolve("requests.jsonl"));
  }
}
