package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.AwsSettings.Profile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Measures what the endpoint itself costs: modelled reads over HTTP, on kept-alive connections.
 *
 * <p>Run it with the number of connections and of requests on each, {@code 4 20000}. It prints one
 * line: requests a second, the median and the 99th percentile of one request in milliseconds.
 */
final class Speed {

  private static final String BODY =
      "{\"Configuration\": {\"FunctionName\": \"orders\", \"State\": \"Active\", \"Runtime\": \"python3.13\"}}";
  private static final byte[] REQUEST =
      ("GET /2015-03-31/functions/orders?Qualifier=live HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
              + LocalAwsHarness.signature(LocalAwsHarness.HOME, "lambda")
              + "\r\nX-Amz-Date: 20261124T081530Z\r\nUser-Agent: speed\r\n\r\n")
          .getBytes(StandardCharsets.ISO_8859_1);
  private static final double NANOS_A_MILLI = 1e6;
  private static final double NANOS_A_SECOND = 1e9;

  private Speed() {}

  public static void main(String[] arguments) throws Exception {
    int connections = Integer.parseInt(arguments[0]);
    int requests = Integer.parseInt(arguments[1]);
    var directory = Files.createTempDirectory("speed");
    try (var aws =
        new LocalAwsHarness(
            directory,
            AwsSettings.of(Profile.fast),
            request -> AwsResponse.error(503, "ServiceUnavailable", "nothing is behind"))) {
      aws.with(new StubModel("lambda", call -> BODY, false));
      int port = aws.aws.uri().getPort();
      measure(port, connections, requests);
      long start = System.nanoTime();
      var times = measure(port, connections, requests);
      double seconds = (System.nanoTime() - start) / NANOS_A_SECOND;
      Arrays.sort(times);
      System.out.printf(
          Locale.ROOT,
          "%d connections: %.0f requests/s, median %.3f ms, p99 %.3f ms%n",
          connections,
          times.length / seconds,
          times[times.length / 2] / NANOS_A_MILLI,
          times[(int) (times.length * 0.99)] / NANOS_A_MILLI);
    } finally {
      Files.deleteIfExists(directory.resolve("requests.jsonl"));
      Files.deleteIfExists(directory);
    }
  }

  private static long[] measure(int port, int connections, int requests)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var tasks =
          IntStream.range(0, connections)
              .mapToObj(i -> (Callable<long[]>) () -> client(port, requests))
              .toList();
      var all = new long[0];
      for (var result : threads.invokeAll(tasks)) {
        var one = result.get();
        int end = all.length;
        all = Arrays.copyOf(all, end + one.length);
        System.arraycopy(one, 0, all, end, one.length);
      }
      return all;
    }
  }

  private static long[] client(int port, int requests) throws IOException {
    var times = new long[requests];
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < requests; i++) {
        long start = System.nanoTime();
        socket.getOutputStream().write(REQUEST);
        readAnswer(in);
        times[i] = System.nanoTime() - start;
      }
    }
    return times;
  }

  private static void readAnswer(InputStream in) throws IOException {
    int length = 0;
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    in.skipNBytes(length);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection ended");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
