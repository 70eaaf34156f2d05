package dev.aileron.sandbox.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.aws.RequestLog;
import dev.aileron.sandbox.aws.fault.Faults;
import dev.aileron.sandbox.operator.OperatorProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * What tests ask of a running sandbox: {@code GET} and {@code DELETE /requests}, {@code GET},
 * {@code PUT} and {@code DELETE /faults}, {@code GET /health}, {@code POST
 * /operator/start|stop|kill|restart}.
 */
public final class AdminServer implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final RequestLog requests;
  private final Optional<Faults> faults;
  private final Optional<OperatorProcess> operator;

  private AdminServer(
      HttpServer server,
      RequestLog requests,
      Optional<Faults> faults,
      Optional<OperatorProcess> operator) {
    this.server = server;
    this.requests = requests;
    this.faults = faults;
    this.operator = operator;
  }

  /**
   * Starts serving on any free port of 127.0.0.1.
   *
   * @param faults of the AWS side, when there is one
   */
  public static AdminServer start(
      RequestLog requests, Optional<Faults> faults, Optional<OperatorProcess> operator)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, 0);
    var admin = new AdminServer(server, requests, faults, operator);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", admin::handle);
    server.start();
    return admin;
  }

  /** Scheme, host and port, without a path. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      var path = exchange.getRequestURI().getPath();
      switch (exchange.getRequestMethod() + " " + path) {
        case "GET /health" -> answer(exchange, 200, "ok\n");
        case "GET /requests" -> sendRequests(exchange);
        case "GET /faults" ->
            answer(exchange, 200, JSON.writeValueAsString(faults().counts()) + "\n");
        case "PUT /faults" -> loadFaults(exchange);
        case "DELETE /faults" -> {
          faults().clear();
          answer(exchange, 200, "");
        }
        case "DELETE /requests" -> {
          requests.clear();
          answer(exchange, 200, "");
        }
        case "POST /operator/start",
            "POST /operator/stop",
            "POST /operator/kill",
            "POST /operator/restart" ->
            answer(exchange, 200, control(path.substring("/operator/".length())));
        default -> answer(exchange, 404, "There is no " + path + " here.\n");
      }
    } catch (SandboxException e) {
      answer(exchange, 409, e.getMessage() + "\n");
    } catch (IllegalArgumentException e) {
      answer(exchange, 400, e.getMessage() + "\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  /** Streams the lines that fit: a log may be longer than memory. */
  private void sendRequests(HttpExchange exchange) throws IOException {
    var query = LogQuery.of(exchange.getRequestURI());
    exchange.sendResponseHeaders(200, 0);
    try (var out =
        new BufferedWriter(
            new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8))) {
      requests.read(query.since(), line -> query.send(line, out));
    } catch (UncheckedIOException gone) {
      throw gone.getCause();
    }
  }

  private void loadFaults(HttpExchange exchange) throws IOException {
    var name = exchange.getRequestHeaders().getFirst("X-File-Name");
    var yaml = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int rules;
    try {
      rules = faults().load(name == null ? "script" : name, yaml);
    } catch (SandboxException e) {
      answer(exchange, 400, e.getMessage() + "\n");
      return;
    }
    answer(exchange, 200, rules + "\n");
  }

  private Faults faults() {
    return faults.orElseThrow(() ->
        new SandboxException("This sandbox has no AWS: bring it up without --only kubernetes."));
  }

  /** Does what is asked and answers with the operator's process id afterwards, 0 for none. */
  private String control(String action) throws IOException, InterruptedException {
    var process =
        operator.orElseThrow(() ->
            new SandboxException(
                "This sandbox has no operator: bring it up with --with operator."));
    switch (action) {
      case "start" -> process.start();
      case "stop" -> process.stop();
      case "kill" -> process.kill();
      default -> {
        process.stop();
        process.start();
      }
    }
    return process.pid() + "\n";
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
