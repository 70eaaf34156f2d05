package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.run.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Executions: described, listed, stopped, redriven, and their histories. */
final class ExecutionOperations {
  private static final long STOPS_WITHIN_SECONDS = 10;

  private final MachineReads machines;
  private final Reports reports;

  ExecutionOperations(MachineReads machines, Reports reports) {
    this.machines = machines;
    this.reports = reports;
  }

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "DescribeExecution", this::describe,
        "DescribeStateMachineForExecution", this::describeMachine,
        "ListExecutions", this::list,
        "GetExecutionHistory", this::history,
        "StopExecution", this::stop,
        "RedriveExecution", this::redrive);
  }

  /** The execution of an ARN; Express ones are known only as children of a map run. */
  static Run run(Request request) {
    var text = Json.required(request.body(), "executionArn");
    var run = request.region().runs().get(text);
    if (run != null && (!run.start().express() || run.start().child() != null)) {
      return run;
    }
    Arn.parse(text, "execution");
    throw Errors.executionDoesNotExist(text);
  }

  private ObjectNode describe(Request request) {
    boolean metadataOnly = MachineReads.metadataOnly(request.body());
    return Describing.execution(run(request), metadataOnly, request.time());
  }

  private ObjectNode describeMachine(Request request) {
    var start = run(request).start();
    var answer = Json.object().put("stateMachineArn", start.ownMachineArn());
    answer.put("name", start.machineName());
    Json.time(answer, "updateDate", start.revision().date());
    var child = start.child();
    if (child != null) {
      answer.put("mapRunArn", child.mapRunArn());
      answer.put("label", child.label());
    }
    machines.put(answer, start.revision(), MachineReads.metadataOnly(request.body()));
    return answer;
  }

  private ObjectNode list(Request request) {
    var body = request.body();
    var mapRunArn = Json.text(body, "mapRunArn");
    var machineArn = Json.text(body, "stateMachineArn");
    if ((mapRunArn == null) == (machineArn == null)) {
      throw Errors.validation("Must provide exactly one of stateMachineArn or mapRunArn");
    }
    if (machineArn != null && "PENDING_REDRIVE".equals(Json.text(body, "statusFilter"))) {
      throw Errors.validation("PENDING_REDRIVE needs a mapRunArn");
    }
    var runs = new ArrayList<Run>();
    if (machineArn != null) {
      var arn = Arn.stateMachine(machineArn);
      if (request.region().machine(arn, request.time()).express()) {
        throw Errors.typeNotSupported();
      }
      request.region().runs().of(arn.base()).stream()
          .filter(run -> run.start().child() == null && run.start().isOf(arn))
          .forEach(runs::add);
    } else {
      runs.addAll(request.region().runs().ofMapRun(MapRunOperations.found(request, mapRunArn)));
    }
    var status = Json.text(body, "statusFilter");
    var redriven = Json.text(body, "redriveFilter");
    runs.removeIf(run -> status != null && !status.equals(run.status()));
    runs.removeIf(
        run -> redriven != null && redriven.equals("REDRIVEN") != (run.rest().redrives() > 0));
    // Of those that are equally new the one started last comes first.
    var newestFirst = new ArrayList<>(runs.reversed());
    newestFirst.sort(Comparator.comparingLong(Run::sortedBy).reversed());
    var answer = Json.object();
    Pages.put(answer, "executions", body, newestFirst, run -> run.start().arn(), Describing::item);
    return answer;
  }

  private ObjectNode history(Request request) {
    return Histories.page(request, run(request).history());
  }

  private ObjectNode stop(Request request) throws InterruptedException {
    var run = run(request);
    var body = request.body();
    if (run.isRunning()) {
      var over = new CountDownLatch(1);
      run.onEnd(ended -> over.countDown());
      run.post(
          new Event.Stop(
              Instant.ofEpochMilli(request.time()),
              Json.text(body, "error"),
              Json.text(body, "cause")));
      boolean stopped = over.await(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS);
      if (!stopped) {
        throw new IllegalStateException("An execution did not stop: " + run.start().arn());
      }
    }
    var answer = Json.object();
    Json.time(answer, "stopDate", run.sortedBy());
    return answer;
  }

  private ObjectNode redrive(Request request) {
    var run = run(request);
    if (run.start().child() != null) {
      throw Errors.validation(
          "An execution of a map run is redriven with its parent: " + run.start().arn());
    }
    synchronized (request.region()) {
      var machine = request.region().machine(run.start().machineName(), request.time());
      var why =
          machine == null || machine.deleting()
              ? "State machine is in DELETING status"
              : Describing.notRedrivable(run, request.time());
      if (why != null) {
        throw Errors.of("ExecutionNotRedrivable", "Execution Not Redrivable: '" + why + "'");
      }
      run.redrive(request.time());
    }
    reports.redriven(run);
    var answer = Json.object();
    Json.time(answer, "redriveDate", request.time());
    return answer;
  }
}
