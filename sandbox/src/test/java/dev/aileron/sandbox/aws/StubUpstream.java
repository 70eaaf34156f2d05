package dev.aileron.sandbox.aws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A server that keeps the very bytes it is sent and answers with the very bytes it is given. */
final class StubUpstream implements AutoCloseable {

  /** A request as it came in: its first line, its header lines, its body. */
  record Received(String line, List<String> headers, byte[] body) {}

  private final ServerSocket socket;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private volatile byte[] answer = new byte[0];

  StubUpstream() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Answers every request with these header lines, the first being the status line. */
  void answer(byte[] body, String... lines) {
    var head = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
    var bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    var whole = Arrays.copyOf(bytes, bytes.length + body.length);
    System.arraycopy(body, 0, whole, bytes.length, body.length);
    answer = whole;
  }

  Received take() throws InterruptedException {
    return received.take();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = connection.getInputStream();
      var lines = new ArrayList<String>();
      for (var line = line(in); !line.isEmpty(); line = line(in)) {
        lines.add(line);
      }
      if (lines.isEmpty()) {
        return;
      }
      var headers = lines.subList(1, lines.size());
      received.add(new Received(lines.getFirst(), headers, in.readNBytes(length(headers))));
      connection.getOutputStream().write(answer);
      connection.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int length(List<String> headers) {
    return headers.stream()
        .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
        .map(line -> Integer.parseInt(line.split(":", 2)[1].strip()))
        .findFirst()
        .orElse(0);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }
}
