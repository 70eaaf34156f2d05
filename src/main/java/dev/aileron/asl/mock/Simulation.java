package dev.aileron.asl.mock;

import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.model.Trail;
import dev.aileron.asl.run.Effect;
import dev.aileron.asl.run.Event;
import dev.aileron.asl.run.Execution;
import dev.aileron.asl.run.Identity;
import dev.aileron.asl.run.Interpreter;
import dev.aileron.asl.run.Phase;
import dev.aileron.asl.run.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario. Its clock stands still while something can be done, and then jumps to what is
 * next: an answer, the end of a Wait, a retry, a timeout. Children of distributed Maps run on the
 * same clock.
 */
public final class Simulation {
  /** Enough for the longest history of a Standard execution, and an end for an Express one. */
  static final int MOST_STEPS = 250_000;

  private static final String ARN = "arn:aws:states:eu-west-1:111122223333:";

  private final Scenario scenario;
  private final int mostSteps;
  private final Agenda agenda = new Agenda();
  private final Answers answers;
  private final Replies replies = new Replies(agenda);
  private final Trace trace;
  private final List<Call> calls = new ArrayList<>();
  private Instant now;
  private int steps;
  private @Nullable Obstacle obstacle;

  private Simulation(Scenario scenario, int mostSteps) {
    this.scenario = scenario;
    this.mostSteps = mostSteps;
    this.answers = new Answers(scenario.mocks());
    this.trace = new Trace(Trail.of(scenario.machine()));
    this.now = scenario.startTime();
  }

  /** Runs it to its end, or to what keeps it from that. */
  public static Outcome run(Scenario scenario) {
    return run(scenario, MOST_STEPS);
  }

  static Outcome run(Scenario scenario, int mostSteps) {
    return new Simulation(scenario, mostSteps).run();
  }

  private Outcome run() {
    Running root = begin(scenario.machine(), identity(), scenario.seed(), null, Location.TOP);
    while (root.execution().isRunning() && obstacle == null) {
      Agenda.Due due = agenda.next();
      if (due == null) {
        obstacle = new Obstacle.Stuck(states(root));
      } else if (++steps > mostSteps) {
        obstacle = new Obstacle.Endless(mostSteps);
      } else {
        happens(due);
      }
    }
    Execution execution = root.execution();
    return new Outcome(
        execution.status(),
        execution.output(),
        execution.error(),
        execution.cause(),
        obstacle,
        trace.path(),
        calls,
        trace.retries(),
        trace.trail(),
        answers.leftOver(),
        Duration.between(scenario.startTime(), now));
  }

  private Identity identity() {
    String kind = scenario.express() ? "express" : "execution";
    String end = scenario.express() ? ":test:1" : ":test";
    return new Identity(
        ARN + kind + ":" + scenario.name() + end,
        "test",
        ARN + "stateMachine:" + scenario.name(),
        scenario.name(),
        "arn:aws:iam::111122223333:role/test",
        scenario.startTime().toEpochMilli(),
        scenario.input(),
        scenario.express());
  }

  private Running begin(
      StateMachine machine,
      Identity identity,
      long seed,
      Running.@Nullable Parent parent,
      Location top) {
    Interpreter interpreter = new Interpreter(machine);
    Step begun = interpreter.start(identity, seed);
    Running running = new Running(interpreter, begun, parent, top);
    planNext(running);
    return running;
  }

  private static List<String> states(Running root) {
    List<String> states = new ArrayList<>();
    root.walk((at, branch) -> {
      if (!(branch.phase() instanceof Phase.Forked || branch.phase() instanceof Phase.Mapping)) {
        states.add(at.of(branch.state()));
      }
    });
    return states;
  }

  private void happens(Agenda.Due due) {
    Running running = due.whose();
    if (!running.execution().isRunning() || isCancelled(running)) {
      return;
    }
    now = due.at().isAfter(now) ? due.at() : now;
    if (due.event() instanceof Event.Proceed) {
      trace.entering(running);
    }
    Step step = running.apply(due.event());
    trace.retrying(running);
    for (Effect effect : step.effects()) {
      carryOut(running, effect);
    }
    replies.beatOn(running, due.event());
    if (running.execution().isRunning()) {
      planNext(running);
    } else {
      tellParent(running);
    }
  }

  /** Whether nobody waits for a child any more, or for one around it. */
  private static boolean isCancelled(Running running) {
    for (Running.Parent p = running.parent(); p != null; p = p.running().parent()) {
      if (p.running().isCancelled(p.ticket()) || !p.running().execution().isRunning()) {
        return true;
      }
    }
    return false;
  }

  private void planNext(Running running) {
    if (running.execution().isReady()) {
      agenda.plan(running, new Event.Proceed(now));
    }
    running
        .execution()
        .nextWakeUp()
        .map(at -> at.isAfter(now) ? at : now)
        .filter(at -> running.wantsTick(at.toEpochMilli()))
        .ifPresent(at -> agenda.plan(running, new Event.Tick(at)));
  }

  private void tellParent(Running child) {
    Running.Parent parent = child.parent();
    if (parent == null) {
      return;
    }
    Execution done = child.execution();
    agenda.plan(
        parent.running(),
        done.status() == Execution.Status.SUCCEEDED
            ? new Event.ChildSucceeded(
                now, parent.ticket(), Objects.requireNonNull(done.output(), "output"))
            : new Event.ChildFailed(now, parent.ticket(), done.error(), done.cause()));
  }

  private void carryOut(Running running, Effect effect) {
    switch (effect) {
      case Effect.Call call ->
          answer(running, call.ticket(), made(running, call.ticket(), at -> Call.of(call, at)));
      case Effect.ReadItems read ->
          answer(running, read.ticket(), made(running, read.ticket(), at -> Call.of(read, at)));
      case Effect.WriteResults write -> {
        Call call = made(running, write.ticket(), at -> Call.of(write, at));
        replies.written(running, write, answers.to(call), now);
      }
      case Effect.StartChild child ->
          begin(
              new StateMachine(child.processor(), null),
              childIdentity(running, child),
              scenario.seed() + child.index() + 1,
              new Running.Parent(running, child.ticket()),
              running.child(child.ticket(), child.index()));
      case Effect.Cancel cancel -> running.cancel(cancel.ticket());
      case Effect.WakeUp wakeUp -> {} // the execution tells when it wants to be woken next
    }
  }

  private Call made(Running running, long ticket, Function<Location, Call> call) {
    // A call that was cancelled in the very step that made it is nowhere any more.
    Call made = call.apply(Optional.ofNullable(running.waitingFor(ticket)).orElse(Location.TOP));
    calls.add(made);
    return made;
  }

  private void answer(Running running, long ticket, Call call) {
    if (running.waitingFor(ticket) == null || obstacle != null) {
      return;
    }
    answers
        .to(call)
        .ifPresentOrElse(
            answer -> replies.plan(running, ticket, call, answer, now),
            () -> obstacle = new Obstacle.Unanswered(call, answers.without(call)));
  }

  private Identity childIdentity(Running running, Effect.StartChild child) {
    Identity parent = running.execution().identity();
    String run = child.mapRunArn().substring(child.mapRunArn().lastIndexOf('/') + 1);
    String name = "child-" + child.index();
    return new Identity(
        ARN + (child.express() ? "express:" : "execution:") + scenario.name() + "/" + run + name,
        name,
        parent.stateMachineArn(),
        parent.stateMachineName(),
        parent.roleArn(),
        now.toEpochMilli(),
        child.input(),
        child.express());
  }
}
