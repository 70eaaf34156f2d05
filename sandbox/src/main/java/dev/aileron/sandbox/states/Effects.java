package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.Resource;
import dev.aileron.asl.run.Effect;
import dev.aileron.asl.run.Event;
import dev.aileron.asl.run.Execution;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.states.task.Integrations;
import dev.aileron.sandbox.states.task.ItemReader;
import dev.aileron.sandbox.states.task.Outcome;
import dev.aileron.sandbox.states.task.ResultWriter;
import dev.aileron.sandbox.states.task.TaskCall;
import dev.aileron.sandbox.states.task.TransferException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Carries out what executions want done, and tells them what came of it. */
final class Effects {
  private final Integrations integrations;
  private final ItemReader reader;
  private final ResultWriter writer;
  private final Tokens tokens;
  private final ActivityTasks activities;
  private final Executor caller;
  private final StartedExecutions started;

  /**
   * @param caller runs calls; they may block
   */
  Effects(
      Integrations integrations,
      ItemReader reader,
      ResultWriter writer,
      Tokens tokens,
      ActivityTasks activities,
      Executor caller,
      StartedExecutions started) {
    this.integrations = integrations;
    this.reader = reader;
    this.writer = writer;
    this.tokens = tokens;
    this.activities = activities;
    this.caller = caller;
    this.started = started;
  }

  void carryOut(Run run, Effect effect) {
    switch (effect) {
      case Effect.Call call -> call(run, call);
      case Effect.ReadItems read -> caller.execute(() -> read(run, read));
      case Effect.WriteResults write -> caller.execute(() -> write(run, write));
      case Effect.StartChild child -> ChildExecutions.start(run, child);
      case Effect.Cancel cancel -> {}
      case Effect.WakeUp wakeUp -> {}
    }
  }

  /** Goes on waiting for an effect after a restart; what may be lost is done again. */
  void resume(Run run, Pending pending) {
    if (pending.effect() instanceof Effect.Call call && pending.submitted()) {
      var token = call.taskToken();
      if (token != null) {
        tokens.add(token, run, call.ticket());
      }
      var arn = pending.waitsFor();
      if (arn != null) {
        observe(run, call, arn);
      }
    } else if (pending.effect() instanceof Effect.StartChild child) {
      ChildExecutions.resume(run, child, pending.waitsFor());
    } else {
      carryOut(run, pending.effect());
    }
  }

  /** An effect has been answered. */
  void forget(Pending pending) {
    if (pending.effect() instanceof Effect.Call call) {
      tokens.close(call.taskToken());
    }
  }

  /** Nobody waits for an effect any more: what it has started is stopped. */
  void cancel(Run run, Pending pending) {
    forget(pending);
    var arn = pending.waitsFor();
    if (arn == null) {
      return;
    }
    if (pending.effect() instanceof Effect.StartChild) {
      ChildExecutions.stop(run, arn);
    } else if (pending.effect() instanceof Effect.Call call) {
      caller.execute(() -> started.stop(arn, as(run, call.credentials())));
    }
  }

  private void call(Run run, Effect.Call call) {
    var token = call.taskToken();
    if (token != null) {
      tokens.add(token, run, call.ticket());
    }
    if (call.resource().kind() == Resource.Kind.ACTIVITY) {
      activities.offer(
          call.resource().arn(),
          new ActivityTasks.Task(String.valueOf(token), call.arguments().toString()));
      return;
    }
    run.post(new Event.TaskStarted(run.now(), call.ticket(), null));
    caller.execute(() -> made(run, call, outcome(run, call)));
  }

  private Outcome outcome(Run run, Effect.Call call) {
    var request =
        new TaskCall(
            as(run, call.credentials()),
            call.resource(),
            call.arguments(),
            run.start().arn(),
            run.start().machineArn());
    try {
      return integrations.call(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed("States.TaskFailed", "The sandbox is ending");
    } catch (RuntimeException e) {
      return new Outcome.Failed("States.TaskFailed", "The sandbox could not make the call: " + e);
    }
  }

  private void made(Run run, Effect.Call call, Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed(var error, var cause) ->
          run.post(new Event.TaskFailed(run.now(), call.ticket(), error, cause));
      case Outcome.Succeeded(var output)
          when call.resource().pattern() == Resource.Pattern.REQUEST_RESPONSE ->
          run.post(new Event.TaskSucceeded(run.now(), call.ticket(), output));
      case Outcome.Finished(var output) ->
          run.post(new Event.TaskSucceeded(run.now(), call.ticket(), output));
      case Outcome.Succeeded(var output) -> {
        boolean sync = call.resource().pattern() == Resource.Pattern.SYNC;
        var arn = sync ? Json.text(output, "ExecutionArn") : null;
        if (run.waitings().submitted(call.ticket(), arn)) {
          run.post(new Event.TaskSubmitted(run.now(), call.ticket(), output));
          if (arn != null) {
            observe(run, call, arn);
          }
        } else if (arn != null) {
          // It was cancelled while it was being started.
          started.stop(arn, as(run, call.credentials()));
        }
      }
    }
  }

  /** Waits for the end of an execution that a task has started. */
  private void observe(Run run, Effect.Call call, String executionArn) {
    var nested = started.find(executionArn);
    if (nested == null) {
      run.post(
          new Event.TaskFailed(
              run.now(),
              call.ticket(),
              "States.TaskFailed",
              "Execution Does Not Exist: '" + executionArn + "'"));
      return;
    }
    nested.onEnd(over -> {
      boolean parsed = call.resource().action().endsWith(".sync:2");
      var description = Describing.capitalized(over, parsed);
      run.post(
          over.execution().status() == Execution.Status.SUCCEEDED
              ? new Event.TaskSucceeded(run.now(), call.ticket(), description)
              : new Event.TaskFailed(
                  run.now(), call.ticket(), "States.TaskFailed", description.toString()));
    });
  }

  private void read(Run run, Effect.ReadItems read) {
    try {
      var items =
          reader.read(
              as(run, null), read.resource(), read.arguments(), read.config(), read.maxItems());
      run.post(new Event.ItemsRead(run.now(), read.ticket(), items));
    } catch (TransferException e) {
      run.post(new Event.TransferFailed(run.now(), read.ticket(), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(Run run, Effect.WriteResults write) {
    try {
      var output =
          writer.write(
              as(run, null),
              write.resource(),
              write.arguments(),
              write.mapRunArn(),
              ChildExecutions.of(run, write.mapRunArn()));
      run.post(new Event.ResultsWritten(run.now(), write.ticket(), output));
    } catch (TransferException e) {
      run.post(new Event.TransferFailed(run.now(), write.ticket(), e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** In whose name a task calls: with the execution's role, or with the one in its credentials. */
  private static Caller as(Run run, @Nullable JsonNode credentials) {
    var owner = run.region().owner();
    var role = credentials == null ? null : Json.text(credentials, "RoleArn");
    if (role == null) {
      return owner.as(run.start().revision().roleArn());
    }
    var parts = role.split(":", 6);
    var account = parts.length == 6 ? parts[4] : owner.accountId();
    return new Caller(account, owner.region(), role, null);
  }
}
