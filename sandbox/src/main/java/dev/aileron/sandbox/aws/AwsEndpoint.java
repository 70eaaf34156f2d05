package dev.aileron.sandbox.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server that AWS clients talk to: on loopback, without TLS, asking nobody's signature.
 */
public final class AwsEndpoint implements AutoCloseable {

  /** Room for the largest direct upload Lambda takes: 50 MB of archive, base64 in JSON. */
  private static final int READ_AHEAD = 80 * 1024 * 1024;

  private static final int CHUNK = 16 * 1024;

  private final Server server;
  private final ServerConnector connector;

  private AwsEndpoint(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts serving.
   *
   * @param port on 127.0.0.1; 0 for any free one
   * @param service answers every request
   */
  public static AwsEndpoint start(int port, AwsService service, RequestLog log, Clock clock)
      throws IOException {
    var threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    threads.setDaemon(true);
    var server = new Server(threads);
    var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(verbatim()));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(0);
    server.addConnector(connector);
    server.setHandler(new Exchange(service, log, clock));
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The AWS endpoint did not start: " + e.getMessage(), e);
    }
    return new AwsEndpoint(server, connector);
  }

  /** Scheme, host and port, without a path. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException("The AWS endpoint did not stop", e));
    }
  }

  /** A connection that neither adds headers nor judges paths. */
  private static HttpConfiguration verbatim() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(64 * 1024);
    configuration.setResponseHeaderSize(64 * 1024);
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setHttpCompliance(
        HttpCompliance.RFC9110.with(
            "verbatim", HttpCompliance.Violation.CASE_SENSITIVE_FIELD_NAME));
    return configuration;
  }

  /** One request and its answer. */
  private static final class Exchange extends Handler.Abstract {

    private final AwsService service;
    private final RequestLog log;
    private final Clock clock;

    Exchange(AwsService service, RequestLog log, Clock clock) {
      this.service = service;
      this.log = log;
      this.clock = clock;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException, InterruptedException {
      var time = clock.instant();
      long start = System.nanoTime();
      var incoming = read(request);
      var operation = service.identify(incoming);
      var answer = answer(incoming, operation, time, start);
      if (answer.delivery().way() == Delivery.Way.DROPPED) {
        answer.body().close();
        breakOff(request, callback);
        return true;
      }
      response.setStatus(answer.status());
      for (var header : answer.headers().all()) {
        response.getHeaders().add(field(header));
      }
      try (var body = answer.body()) {
        if (answer.delivery().way() == Delivery.Way.TRUNCATED) {
          sendHalf(body, response);
          breakOff(request, callback);
          return true;
        }
        copy(body, response);
      } catch (IOException brokenOff) {
        // The status is out: an unfinished body is the only way left to tell the client.
        callback.failed(brokenOff);
        return true;
      }
      response.write(true, ByteBuffer.allocate(0), callback);
      return true;
    }

    private AwsResponse answer(AwsRequest request, Operation operation, Instant time, long start)
        throws IOException, InterruptedException {
      AwsResponse answer;
      try {
        answer = service.handle(request, operation);
      } catch (IOException e) {
        answer =
            AwsResponse.error(
                502, "ServiceException", "The sandbox's AWS broke off: " + e.getMessage());
      }
      var scope = request.scope();
      log.add(
          LoggedRequest.of(
              time,
              operation,
              scope == null ? null : scope.accessKeyId(),
              service.account(request, operation),
              answer,
              System.nanoTime() - start));
      return answer;
    }

    /** Ends the connection with a reset, as a host that crashes does. */
    private static void breakOff(Request request, Callback callback) throws IOException {
      var connection = request.getConnectionMetaData().getConnection().getEndPoint();
      if (connection.getTransport() instanceof SocketChannel socket) {
        // Closed with nothing to linger for, a socket sends a reset instead of its end.
        socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      connection.close();
      // Of the kind that Jetty does not log: it is meant to be.
      callback.failed(new EofException("A fault broke the connection"));
    }

    /** Sends the status, the headers and the first half of the body. */
    private static void sendHalf(InputStream body, Response response) throws IOException {
      var bytes = body.readAllBytes();
      Content.Sink.write(response, false, ByteBuffer.wrap(bytes, 0, bytes.length / 2));
    }

    private static AwsRequest read(Request request) throws IOException {
      var headers = new ArrayList<Headers.Header>();
      request
          .getHeaders()
          .forEach(field -> headers.add(new Headers.Header(field.getName(), orEmpty(field))));
      var uri = request.getHttpURI();
      var query = uri.getQuery();
      var in = Content.Source.asInputStream(request);
      var incoming =
          new AwsRequest(
              request.getMethod(),
              List.of(uri.getPathQuery().split("\\?", 2)).getFirst(),
              query == null ? "" : query,
              new Headers(headers),
              RequestBody.streamed(in, length(request)));
      if (!OperationFinder.needsBody(incoming)) {
        return incoming;
      }
      return new AwsRequest(
          incoming.method(),
          incoming.path(),
          incoming.query(),
          incoming.headers(),
          RequestBody.readAhead(in, length(request), READ_AHEAD));
    }

    /** Bytes of the body; 0 when there is none, -1 when it comes in chunks. */
    private static long length(Request request) {
      if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) {
        return -1;
      }
      return Math.max(request.getLength(), 0);
    }

    private static String orEmpty(HttpField field) {
      var value = field.getValue();
      return value == null ? "" : value;
    }

    /** Given a name without its header, Jetty writes the name as it is. */
    private static HttpField field(Headers.Header header) {
      return HttpHeader.CONTENT_LENGTH.is(header.name())
          ? new HttpField(HttpHeader.CONTENT_LENGTH, header.value())
          : new HttpField(null, header.name(), header.value());
    }

    /** Passes on what there is as soon as it is there: answers may be event streams. */
    private static void copy(InputStream body, Response response) throws IOException {
      var buffer = new byte[CHUNK];
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        if (count > 0) {
          Content.Sink.write(response, false, ByteBuffer.wrap(buffer, 0, count));
        }
      }
    }
  }
}
