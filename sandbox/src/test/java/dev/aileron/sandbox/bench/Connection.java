package dev.aileron.sandbox.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One kept-alive connection to the sandbox's AWS: what is measured is the server, not a client. */
final class Connection implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ACCOUNT = "111122223333";

  private final Socket socket;
  private final InputStream in;

  Connection(URI endpoint) throws IOException {
    socket = new Socket(endpoint.getHost(), endpoint.getPort());
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** A call of Lambda as it goes over the wire. */
  static byte[] lambda(String method, String path, String body) {
    return request(method, path, "lambda", "", body);
  }

  /** A call of Step Functions as it goes over the wire. */
  static byte[] states(String operation, String body) {
    var headers =
        "Content-Type: application/x-amz-json-1.0\r\nX-Amz-Target: AWSStepFunctions."
            + operation
            + "\r\n";
    return request("POST", "/", "states", headers, body);
  }

  private static byte[] request(
      String method, String path, String service, String headers, String body) {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var head =
        "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: AWS4-HMAC-SHA256 Credential=%s/20261124/eu-west-1/%s/aws4_request, SignedHeaders=host, Signature=0\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, path, ACCOUNT, service, headers, bytes.length);
    var headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
    var all = new byte[headBytes.length + bytes.length];
    System.arraycopy(headBytes, 0, all, 0, headBytes.length);
    System.arraycopy(bytes, 0, all, headBytes.length, bytes.length);
    return all;
  }

  /**
   * Sends a request and reads its answer.
   *
   * @throws IOException also for an answer that is an error
   */
  byte[] send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    var status = line();
    int length = 0;
    for (var line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    var body = in.readNBytes(length);
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
    }
    return body;
  }

  /** The same with the answer taken apart. */
  JsonNode json(byte[] request) throws IOException {
    var body = send(request);
    return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("The connection ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
