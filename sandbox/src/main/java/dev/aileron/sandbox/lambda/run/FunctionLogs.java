package dev.aileron.sandbox.lambda.run;

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
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/** Where functions' output goes: to a file for each function, and to CloudWatch Logs. */
final class FunctionLogs implements AutoCloseable {

  private static final int WAITING = 10_000;

  private record Batch(Target target, String stream, List<String> lines, Instant at) {}

  private final Path directory;
  private final Services services;
  private final BlockingQueue<Batch> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Set<String> known = ConcurrentHashMap.newKeySet();
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
    waiting.offer(new Batch(target, stream, lines, at));
  }

  private void deliver() {
    try {
      while (true) {
        put(waiting.take());
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(Batch batch) throws InterruptedException {
    var target = batch.target();
    var caller =
        new Caller(target.accountId(), target.region(), "lambda.amazonaws.com", null)
            .as(target.configuration().role());
    var group = target.configuration().logGroup();
    try {
      if (known.add(target.accountId() + target.region() + group + batch.stream())) {
        logs(caller, "CreateLogGroup", Reply.object().put("logGroupName", group));
        logs(
            caller,
            "CreateLogStream",
            Reply.object().put("logGroupName", group).put("logStreamName", batch.stream()));
      }
      var events = Reply.object().put("logGroupName", group).put("logStreamName", batch.stream());
      var list = events.putArray("logEvents");
      for (var line : batch.lines()) {
        list.addObject().put("timestamp", batch.at().toEpochMilli()).put("message", line);
      }
      logs(caller, "PutLogEvents", events);
    } catch (RuntimeException notDelivered) {
      System.getLogger(FunctionLogs.class.getName())
          .log(System.Logger.Level.DEBUG, "Logs were not delivered", notDelivered);
    }
  }

  private void logs(Caller caller, String operation, com.fasterxml.jackson.databind.JsonNode input)
      throws InterruptedException {
    services.json(caller, "logs", "Logs_20140328." + operation, "1.1", input);
  }

  @Override
  public void close() {
    delivery.interrupt();
  }
}
