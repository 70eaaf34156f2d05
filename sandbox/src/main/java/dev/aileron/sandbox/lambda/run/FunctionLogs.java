package dev.aileron.sandbox.lambda.run;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.control.Target;
import dev.aileron.sandbox.lambda.wire.Reply;
import dev.aileron.sandbox.process.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;

/** Where functions' output goes: to a file for each function, and to CloudWatch Logs. */
final class FunctionLogs implements AutoCloseable {

  private static final int WAITING = 10_000;

  /** Lines are gathered for so long: a call for each invocation would take longer than it. */
  private static final Duration GATHER = Duration.ofMillis(100);

  private static final int AT_ONCE = 500;

  private record Batch(Stream stream, List<String> lines, Instant at) {}

  /** A log stream, and the role that writes to it. */
  private record Stream(String account, String region, String role, String group, String name) {

    static Stream of(Target target, String name) {
      var configuration = target.configuration();
      return new Stream(
          target.accountId(),
          target.region(),
          configuration.role(),
          configuration.logGroup(),
          name);
    }

    Caller writer() {
      return new Caller(account, region, "lambda.amazonaws.com", null).as(role);
    }

    ObjectNode named() {
      return Reply.object().put("logGroupName", group).put("logStreamName", name);
    }
  }

  private final Path directory;
  private final Services services;
  private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Set<Stream> known = new HashSet<>();
  private final Thread delivery;

  FunctionLogs(Path directory, Services services) throws IOException {
    this.directory = PrivateFiles.directory(directory);
    this.services = services;
    this.delivery = Thread.ofVirtual().name("lambda-logs").start(this::deliver);
  }

  /**
   * Keeps lines of one invocation. CloudWatch hears of them soon after; when it cannot keep up,
   * they are in the file only.
   */
  void write(Target target, String stream, List<String> lines, Instant at) {
    var file = directory.resolve(target.name() + ".log");
    try {
      Files.writeString(
          file,
          String.join("\n", lines) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      System.getLogger(FunctionLogs.class.getName())
          .log(System.Logger.Level.WARNING, "Output of a function could not be kept", e);
    }
    waiting.offer(new Batch(Stream.of(target, stream), lines, at));
  }

  private void deliver() {
    var gathered = new ArrayList<Batch>();
    try {
      while (true) {
        gathered.add(waiting.take());
        Thread.sleep(GATHER);
        waiting.drainTo(gathered, AT_ONCE);
        for (var stream : byStream(gathered).entrySet()) {
          put(stream.getKey(), stream.getValue());
        }
        gathered.clear();
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<Stream, List<Batch>> byStream(List<Batch> batches) {
    return batches.stream()
        .collect(groupingBy(Batch::stream, LinkedHashMap::new, Collectors.toList()));
  }

  private void put(Stream stream, List<Batch> batches) throws InterruptedException {
    try {
      if (known.add(stream)) {
        logs(stream.writer(), "CreateLogGroup", Reply.object().put("logGroupName", stream.group()));
        logs(stream.writer(), "CreateLogStream", stream.named());
      }
      var events = stream.named();
      var list = events.putArray("logEvents");
      for (var batch : batches) {
        for (var line : batch.lines()) {
          list.addObject().put("timestamp", batch.at().toEpochMilli()).put("message", line);
        }
      }
      logs(stream.writer(), "PutLogEvents", events);
    } catch (RuntimeException notDelivered) {
      System.getLogger(FunctionLogs.class.getName())
          .log(System.Logger.Level.DEBUG, "Logs were not delivered", notDelivered);
    }
  }

  private void logs(Caller caller, String operation, JsonNode input) throws InterruptedException {
    services.json(caller, "logs", "Logs_20140328." + operation, "1.1", input);
  }

  @Override
  public void close() {
    delivery.interrupt();
  }
}
