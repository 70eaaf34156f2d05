package dev.aileron.sandbox.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.aws.RequestLog;
import dev.aileron.sandbox.operator.OperatorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * What tests ask of a running sandbox: {@code GET} and {@code DELETE /requests}, {@code GET
 * /health}, {@code POST /operator/start|stop|kill|restart}.
 */
public final class AdminServer implements AutoCloseable {

  private final HttpServer server;
  private final RequestLog requests;
  private final Optional<OperatorProcess> operator;

  private AdminServer(HttpServer server, RequestLog requests, Optional<OperatorProcess> operator) {
    this.server = server;
    this.requests = requests;
    this.operator = operator;
  }

  /** Starts serving on any free port of 127.0.0.1. */
  public static AdminServer start(RequestLog requests, Optional<OperatorProcess> operator)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpServer.create(address, 0);
    var admin = new AdminServer(server, requests, operator);
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
        case "GET /requests" -> answer(exchange, 200, lines(exchange.getRequestURI()));
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
    } catch (DateTimeException e) {
      answer(exchange, 400, "since must be a time like 2026-11-24T08:15:30.123Z.\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private String lines(URI uri) throws IOException {
    var query = uri.getRawQuery();
    var since = Instant.MIN;
    if (query != null && query.startsWith("since=")) {
      since =
          Instant.parse(
              URLDecoder.decode(query.substring("since=".length()), StandardCharsets.UTF_8));
    }
    var lines = new StringBuilder();
    requests.read(since, line -> lines.append(line).append('\n'));
    return lines.toString();
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
