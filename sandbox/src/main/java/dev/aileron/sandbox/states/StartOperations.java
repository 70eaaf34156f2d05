package dev.aileron.sandbox.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Executions: started, by the ARN of a state machine, a version or an alias. */
final class StartOperations {
  /** A name can be used again so long after its execution is over. */
  private static final Duration NAME_TAKEN = Duration.ofDays(90);

  private static final int BILLED_STEP = 100;
  private static final int BILLED_MEMORY = 64;

  private final Settings settings;
  private final Surroundings world;
  private final IntSupplier hundredth;

  /**
   * @param hundredth gives chances from 0 to 99, for aliases with two versions
   */
  StartOperations(Settings settings, Surroundings world, IntSupplier hundredth) {
    this.settings = settings;
    this.world = world;
    this.hundredth = hundredth;
  }

  Map<String, Request.Handler> handlers() {
    return Map.of("StartExecution", this::start, "StartSyncExecution", this::startSync);
  }

  private ObjectNode start(Request request) {
    var run = begin(request, false);
    var answer = Json.object().put("executionArn", run.start().arn());
    Json.time(answer, "startDate", run.start().at());
    return answer;
  }

  private Run begin(Request request, boolean sync) {
    var body = request.body();
    var input = input(body);
    var arn = Arn.stateMachine(Json.required(body, "stateMachineArn"));
    var given = Json.text(body, "name");
    var name = given == null ? UUID.randomUUID().toString() : Names.checked(given);
    synchronized (request.region()) {
      var machine = request.region().living(arn, request.time());
      if (sync && !machine.express()) {
        throw Errors.typeNotSupported();
      }
      var what = chosen(machine, arn, request.time());
      var kind = machine.express() ? "express" : "execution";
      var end = machine.express() ? ":" + UUID.randomUUID() : "";
      var executionArn = Arn.of(request.region().owner(), kind, machine.name() + ":" + name + end);
      var there = request.region().runs().get(executionArn);
      if (there != null && !isForgotten(there, request.time())) {
        if (there.isRunning() && there.start().input().equals(input)) {
          return there;
        }
        throw Errors.executionAlreadyExists(executionArn);
      }
      var start =
          new Start(
              executionArn,
              name,
              machine.arn(),
              machine.name(),
              what.revision(),
              what.version(),
              arn.alias(),
              input,
              machine.express(),
              request.time(),
              Json.text(body, "traceHeader"),
              null);
      return Run.begin(request.region(), start, world);
    }
  }

  private static boolean isForgotten(Run run, long time) {
    var stopped = run.stoppedAt();
    return stopped != null && stopped + NAME_TAKEN.toMillis() < time;
  }

  private static String input(JsonNode body) {
    var input = Json.text(body, "input");
    if (input == null) {
      return "{}";
    }
    try {
      if (!Json.parse(input).isMissingNode()) {
        return input;
      }
      throw invalidInput("No content to map due to end-of-input");
    } catch (JsonProcessingException e) {
      throw invalidInput(Json.why(input, e));
    }
  }

  private static RuntimeException invalidInput(String why) {
    return Errors.of(
        "InvalidExecutionInput", "Invalid State Machine Execution Input: '" + why + "'");
  }

  /** What a start runs; no version for a start by the bare ARN. */
  private record Chosen(Revision revision, @Nullable Long version) {}

  private Chosen chosen(Machine machine, Arn arn, long time) {
    var lag = settings.lag();
    if (arn.qualifier() == null) {
      return new Chosen(machine.revisionSeen(time, lag.update()), null);
    }
    var number = arn.version();
    if (number == null) {
      var alias = machine.aliases().get(arn.qualifier());
      if (alias == null) {
        throw Errors.machineDoesNotExist(arn.text());
      }
      number = alias.route(time, lag.routing(), hundredth.getAsInt());
      if (!machine.versions().containsKey(number)) {
        // The version it led to a moment ago is deleted by now.
        number = alias.route(time, Duration.ZERO, hundredth.getAsInt());
      }
    }
    var version = machine.versions().get(number);
    if (version == null) {
      throw Errors.machineDoesNotExist(arn.text());
    }
    return new Chosen(version.revision(), number);
  }

  private ObjectNode startSync(Request request) throws InterruptedException {
    var run = begin(request, true);
    var over = new CountDownLatch(1);
    run.onEnd(ended -> over.countDown());
    over.await();
    var answer = Json.object();
    var start = run.start();
    var execution = run.execution();
    answer.put("executionArn", start.arn());
    answer.put("stateMachineArn", start.machineArn());
    answer.put("name", start.name());
    answer.put("status", run.status());
    Json.time(answer, "startDate", start.at());
    Json.time(answer, "stopDate", run.sortedBy());
    if (!MachineReads.metadataOnly(request.body())) {
      answer.put("input", start.input());
      answer.putObject("inputDetails").put("included", true);
      var output = execution.output();
      if (output != null) {
        answer.put("output", output.toString());
        answer.putObject("outputDetails").put("included", true);
      }
      Json.put(answer, "error", execution.error());
      Json.put(answer, "cause", execution.cause());
    }
    Json.put(answer, "traceHeader", start.traceHeader());
    long took = run.sortedBy() - start.at();
    answer
        .putObject("billingDetails")
        .put("billedDurationInMilliseconds", (took / BILLED_STEP + 1) * BILLED_STEP)
        .put("billedMemoryUsedInMB", BILLED_MEMORY);
    return answer;
  }
}
