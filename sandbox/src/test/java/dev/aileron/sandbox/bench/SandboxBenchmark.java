package dev.aileron.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.Installation;
import dev.aileron.sandbox.Parts;
import dev.aileron.sandbox.Sandbox;
import dev.aileron.sandbox.SandboxDirectory;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the sandbox's AWS for {@code make bench}, which reads the figures from a file. No test
 * of the build: its name is none that Surefire looks for.
 *
 * <p>It is the whole AWS side with quotas off, emulator included. Clients run in the same process,
 * on the same cores.
 */
@EnabledIfSystemProperty(named = "sandbox.bench.output", matches = ".+")
class SandboxBenchmark {

  private static final String ROLE = "arn:aws:iam::111122223333:role/bench";
  private static final String MACHINE =
      "arn:aws:states:eu-west-1:111122223333:stateMachine:measured";
  private static final byte[] GET_FUNCTION =
      Connection.lambda("GET", "/2015-03-31/functions/measured/configuration", "");
  private static final byte[] DESCRIBE_MACHINE =
      Connection.states("DescribeStateMachine", "{\"stateMachineArn\": \"" + MACHINE + "\"}");
  private static final byte[] INVOKE =
      Connection.lambda("POST", "/2015-03-31/functions/measured/invocations", "{\"n\": 1}");

  private static final int READS = 20_000;
  private static final int CLIENTS = 4;
  private static final int INVOCATIONS = 500;
  private static final int FUNCTIONS = 10_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Tells its own time, which is not the sandbox's. */
  private static final String HANDLER =
      """
      import time

      def handler(event, context):
          start = time.perf_counter()
          total = sum(range(event["n"]))
          return {"total": total, "millis": (time.perf_counter() - start) * 1000}
      """;

  @TempDir private Path directory;

  @Test
  void figures() throws Exception {
    var root = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    var cache = Path.of(System.getProperty("sandbox.bench.cache"));
    var installation = new Installation(root, cache, cache.resolve("no-kubebuilder-assets"));
    var place = new SandboxDirectory(directory.resolve("sandbox"));
    place.prepare(false);
    place.claim();
    var settings = AwsSettings.of(Profile.fast).withRoles(List.of("bench"));
    var figures = JSON.createObjectNode();
    try (var sandbox =
        new Sandbox(
            place,
            installation,
            new Parts(true, false, false),
            settings,
            line -> {},
            Clock.systemUTC())) {
      sandbox.start();
      var endpoint = URI.create(place.environment().get("AWS_ENDPOINT_URL"));
      try (var connection = new Connection(endpoint)) {
        prepare(connection);
        reads(endpoint, figures.putObject("reads"));
        invocations(connection, figures.putObject("invocations"));
        memory(connection, figures.putObject("memory"));
      }
    }
    var output = Path.of(System.getProperty("sandbox.bench.output"));
    Files.createDirectories(output.toAbsolutePath().getParent());
    Files.writeString(output, figures.toPrettyString());
    assertThat(output).isNotEmptyFile();
  }

  private static void prepare(Connection connection) throws IOException {
    connection.send(create("measured"));
    connection.send(
        Connection.states(
            "CreateStateMachine",
            JSON.createObjectNode()
                .put("name", "measured")
                .put("roleArn", ROLE)
                .put(
                    "definition",
                    "{\"StartAt\": \"Done\", \"States\": {\"Done\": {\"Type\": \"Succeed\"}}}")
                .toString()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> connection.json(GET_FUNCTION).path("State").asText().equals("Active"));
  }

  private static byte[] create(String name) throws IOException {
    var body =
        JSON.createObjectNode()
            .put("FunctionName", name)
            .put("Runtime", "python3.13")
            .put("Handler", "app.handler")
            .put("Role", ROLE)
            .put("Description", "One of many, of which each has its own description: " + name);
    body.putObject("Code").put("ZipFile", archive(name));
    body.putObject("Environment").putObject("Variables").put("TABLE", "orders").put("NAME", name);
    body.putObject("Tags").put("team", "orders").put("name", name);
    return Connection.lambda("POST", "/2015-03-31/functions", body.toString());
  }

  /** Each function has an archive of its own. */
  private static String archive(String name) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("app.py"));
      zip.write((HANDLER + "\n# " + name + "\n").getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  /** The median on one connection, as a client sees it, and how many go through on several. */
  private static void reads(URI endpoint, ObjectNode into)
      throws InterruptedException, ExecutionException {
    client(endpoint, GET_FUNCTION, READS); // Warms the process up, as one that runs for a while is.
    client(endpoint, DESCRIBE_MACHINE, READS);
    into.put("functionMillis", median(client(endpoint, GET_FUNCTION, READS)));
    into.put("machineMillis", median(client(endpoint, DESCRIBE_MACHINE, READS)));
    into.put("functionsPerSecond", perSecond(endpoint, GET_FUNCTION));
    into.put("machinesPerSecond", perSecond(endpoint, DESCRIBE_MACHINE));
  }

  private static double perSecond(URI endpoint, byte[] request)
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newFixedThreadPool(CLIENTS)) {
      var clients =
          IntStream.range(0, CLIENTS)
              .mapToObj(i -> (Callable<double[]>) () -> client(endpoint, request, READS / 2))
              .toList();
      long start = System.nanoTime();
      for (var client : threads.invokeAll(clients)) {
        client.get();
      }
      return CLIENTS * (READS / 2) / ((System.nanoTime() - start) / 1e9);
    }
  }

  /** Milliseconds of each request. */
  private static double[] client(URI endpoint, byte[] request, int count) {
    var millis = new double[count];
    try (var connection = new Connection(endpoint)) {
      for (int i = 0; i < count; i++) {
        long start = System.nanoTime();
        connection.send(request);
        millis[i] = (System.nanoTime() - start) / 1e6;
      }
      return millis;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What an invocation of a warm function takes over the function's own time. */
  private static void invocations(Connection connection, ObjectNode into) throws IOException {
    long cold = System.nanoTime();
    connection.json(INVOKE);
    into.put("coldMillis", (System.nanoTime() - cold) / 1e6);
    warm(connection);
    var millis = warm(connection);
    into.put("medianMillis", median(millis));
    into.put("p95Millis", millis[(int) (millis.length * 0.95)]);
  }

  private static double[] warm(Connection connection) throws IOException {
    var millis = new double[INVOCATIONS];
    for (int i = 0; i < INVOCATIONS; i++) {
      long start = System.nanoTime();
      var answer = connection.json(INVOKE);
      double all = (System.nanoTime() - start) / 1e6;
      assertThat(answer.path("total").isNumber()).isTrue();
      millis[i] = all - answer.path("millis").asDouble();
    }
    Arrays.sort(millis);
    return millis;
  }

  /** What ten thousand functions take of the heap over those that are there. */
  private static void memory(Connection connection, ObjectNode into) throws IOException {
    long before = heldBytes();
    long start = System.nanoTime();
    for (int i = 0; i < FUNCTIONS; i++) {
      connection.send(create("function-" + i));
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    into.put("functions", FUNCTIONS)
        .put("heldBytes", heldBytes() - before)
        .put("createdPerSecond", FUNCTIONS / seconds);
  }

  private static long heldBytes() {
    var memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < 3; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }

  private static double median(double[] millis) {
    var sorted = millis.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
