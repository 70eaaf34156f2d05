package dev.aileron.sandbox.lambda.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
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
 * One HTTP server with many ports on loopback: the Runtime API knows an environment only by the
 * port it was told.
 */
public final class Http implements AutoCloseable {

  /** One answer. */
  public record Answer(int status, Map<String, String> headers, byte[] body) {}

  /** Answers the requests of one port; may block. */
  public interface Site {
    Answer answer(Request request, byte[] body) throws InterruptedException;
  }

  private static final int THREADS = 2000;

  private final Server server;
  private final Map<Connector, Site> sites = new ConcurrentHashMap<>();

  private Http(Server server) {
    this.server = server;
  }

  /** Starts a server without a port. */
  public static Http start() throws IOException {
    var threads = new QueuedThreadPool(THREADS);
    threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
    threads.setDaemon(true);
    var http = new Http(new Server(threads));
    http.server.setHandler(http.new Dispatch());
    try {
      http.server.start();
    } catch (Exception e) {
      throw new IOException("The server for functions did not start: " + e.getMessage(), e);
    }
    return http;
  }

  /** An open port. */
  public final class Port implements AutoCloseable {

    private final ServerConnector connector;

    Port(ServerConnector connector) {
      this.connector = connector;
    }

    public String address() {
      return "127.0.0.1:" + connector.getLocalPort();
    }

    @Override
    public void close() {
      sites.remove(connector);
      try {
        connector.stop();
      } catch (Exception e) {
        throw new IllegalStateException("A port did not close", e);
      }
      server.removeConnector(connector);
    }
  }

  /** Opens a free port. */
  public Port open(Site site) throws IOException {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    configuration.setRequestHeaderSize(64 * 1024);
    configuration.setResponseHeaderSize(64 * 1024);
    var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration));
    connector.setHost("127.0.0.1");
    connector.setIdleTimeout(0);
    sites.put(connector, site);
    server.addConnector(connector);
    try {
      connector.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("A port could not be opened: " + e.getMessage(), e);
    }
    return new Port(connector);
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new UncheckedIOException(new IOException("The server for functions did not stop", e));
    }
  }

  private final class Dispatch extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws IOException, InterruptedException {
      var site = sites.get(request.getConnectionMetaData().getConnector());
      if (site == null) {
        return false;
      }
      var body = Content.Source.asInputStream(request).readAllBytes();
      var answer = site.answer(request, body);
      response.setStatus(answer.status());
      answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
      response.getHeaders().put("Content-Length", String.valueOf(answer.body().length));
      response.write(true, ByteBuffer.wrap(answer.body()), callback);
      return true;
    }
  }
}
