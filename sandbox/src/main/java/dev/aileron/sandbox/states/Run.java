package dev.aileron.sandbox.states;

import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.run.Effect;
import dev.aileron.asl.run.Event;
import dev.aileron.asl.run.Execution;
import dev.aileron.asl.run.HistoryEvent;
import dev.aileron.asl.run.Interpreter;
import dev.aileron.asl.run.Step;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * An execution that lives: events come in from everywhere and are applied one after the other. Its
 * monitor guards what it knows of itself; nothing that could come back is called while it is held.
 */
final class Run {
  private static final Logger LOG = Logger.getLogger(Run.class.getName());
  private static final int STEPS_IN_TURN = 32;

  private final Region region;
  private final Start start;
  private final Surroundings world;
  private final Interpreter interpreter;
  private final List<HistoryEvent> history = new ArrayList<>();
  private final Waitings waitings = new Waitings();
  private final Deque<Event> inbox = new ArrayDeque<>();
  private final List<Consumer<Run>> listeners = new ArrayList<>();
  private Execution execution;
  private boolean driving;
  private boolean ending;
  private @Nullable Long tickAt;
  private @Nullable Long stoppedAt;
  private int redrives;
  private @Nullable Long redrivenAt;
  private volatile int historyLength;

  /** What a stored run knows beside its execution and history. */
  record Rest(@Nullable Long stoppedAt, int redrives, @Nullable Long redrivenAt, boolean ending) {}

  private Run(
      Region region, Start start, Surroundings world, StateMachine machine, Execution execution) {
    this.region = region;
    this.start = start;
    this.world = world;
    this.interpreter = new Interpreter(machine);
    this.execution = execution;
  }

  /** Begins an execution: when this returns, it is known to its region and has begun to run. */
  static Run begin(Region region, Start start, Surroundings world) {
    var machine = MapStates.machine(start, world.definitions());
    long seed = world.seed() ^ (31L * start.arn().hashCode()) ^ (start.at() << 20);
    var first = new Interpreter(machine).start(start.identity(), seed);
    var run = new Run(region, start, world, machine, first.execution());
    run.driving = true;
    region.runs().add(run);
    world.reports().started(run);
    synchronized (run) {
      run.take(first);
    }
    run.react(first);
    world.worker().execute(run::drive);
    return run;
  }

  /** Goes on with a stored execution: what it was waiting for is waited for again. */
  static Run restore(
      Region region,
      Start start,
      Surroundings world,
      Execution execution,
      List<HistoryEvent> history,
      Rest rest) {
    var run =
        new Run(region, start, world, MapStates.machine(start, world.definitions()), execution);
    run.history.addAll(history);
    run.historyLength = history.size();
    run.stoppedAt = rest.stoppedAt();
    run.redrives = rest.redrives();
    run.redrivenAt = rest.redrivenAt();
    run.ending = rest.ending();
    region.runs().add(run);
    return run;
  }

  /** The second half of restoring, when all executions are known. */
  void resume(List<Pending> stored) {
    if (!execution.isRunning()) {
      region.runs().closed(this);
      return;
    }
    stored.forEach(waitings::add);
    stored.forEach(each -> world.effects().resume(this, each));
    wake();
  }

  Region region() {
    return region;
  }

  Start start() {
    return start;
  }

  Surroundings world() {
    return world;
  }

  Instant now() {
    return world.clock().instant();
  }

  /** Takes an event; it is applied when those before it are. */
  void post(Event event) {
    synchronized (this) {
      inbox.add(event);
      if (driving) {
        return;
      }
      driving = true;
    }
    world.worker().execute(this::drive);
  }

  private void wake() {
    post(new Event.Tick(now()));
  }

  /** Nobody may go on with it: at its next transition it is aborted. */
  synchronized void end() {
    ending = true;
  }

  /** Applies events until there are none, and the execution has to wait. */
  private void drive() {
    int steps = 0;
    for (var event = next(); event != null; event = next()) {
      if (++steps % STEPS_IN_TURN == 0) {
        // Others want to go on too, and a state machine may go round for five minutes.
        Thread.yield();
      }
      react(applied(event));
    }
  }

  private synchronized Step applied(Event event) {
    Step step;
    try {
      step = interpreter.apply(execution, event);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "An execution broke off: " + start.arn(), e);
      step = interpreter.apply(execution, new Event.Stop(now(), "States.Runtime", e.toString()));
    }
    waitings.answered(event).ifPresent(world.effects()::forget);
    take(step);
    return step;
  }

  private synchronized @Nullable Event next() {
    if (execution.isRunning()) {
      if (execution.isReady()) {
        return ending ? new Event.Stop(now(), null, null) : new Event.Proceed(now());
      }
      var event = inbox.poll();
      if (event != null) {
        return event;
      }
      execution.nextWakeUp().map(Instant::toEpochMilli).ifPresent(this::tickAt);
    } else {
      inbox.clear();
    }
    driving = false;
    return null;
  }

  private void tickAt(long time) {
    if (tickAt == null || time < tickAt || tickAt <= world.clock().millis()) {
      tickAt = time;
      world.timers().at(time, this::tick);
    }
  }

  private void tick() {
    synchronized (this) {
      tickAt = null;
    }
    wake();
  }

  /** Takes note of a step and has it stored, before anything is done that it wants. */
  private void take(Step step) {
    execution = step.execution();
    if (!start.express() || start.child() != null) {
      history.addAll(step.history());
      historyLength = history.size();
    }
    MapRun.follow(this, step);
    for (var effect : step.effects()) {
      waitings.begin(
          effect,
          effect instanceof Effect.StartChild child ? ChildExecutions.arn(this, child) : null);
    }
    world.storage().keep(region, this);
  }

  /** Does what a step wants done. */
  private void react(Step step) {
    world.reports().happened(this, step.history());
    step.effects().forEach(this::carryOut);
    if (!step.execution().isRunning()) {
      close();
    }
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Cancel cancel) {
      waitings
          .remove(cancel.ticket())
          .ifPresent(cancelled -> world.effects().cancel(this, cancelled));
    } else {
      world.effects().carryOut(this, effect);
    }
  }

  private void close() {
    List<Consumer<Run>> told;
    List<Run> forgotten = List.of();
    synchronized (this) {
      stoppedAt = world.clock().millis();
      told = List.copyOf(listeners);
      listeners.clear();
      if (start.express() && start.child() == null) {
        // Nobody can ask for it any more.
        region.runs().forget(this);
      } else {
        world.storage().keep(region, this);
        forgotten = region.runs().closed(this);
      }
    }
    forgotten.forEach(old -> world.storage().forget(region, old));
    waitings.removeAll().forEach(each -> world.effects().cancel(this, each));
    world.reports().ended(this);
    told.forEach(listener -> listener.accept(this));
  }

  /** Calls back once it is over; at once if it is. */
  void onEnd(Consumer<Run> listener) {
    synchronized (this) {
      if (stoppedAt == null) {
        listeners.add(listener);
        return;
      }
    }
    listener.accept(this);
  }

  /** Goes on with an execution that has not succeeded. */
  void redrive(long time) {
    Step step;
    boolean resting;
    synchronized (this) {
      step = interpreter.redrive(execution, Instant.ofEpochMilli(time), redrives + 1);
      redrives++;
      redrivenAt = time;
      stoppedAt = null;
      region.runs().reopened(this);
      take(step);
      // Whoever has just ended it may still be there, and then goes on.
      resting = !driving;
      driving = true;
    }
    react(step);
    if (resting) {
      world.worker().execute(this::drive);
    }
  }

  Waitings waitings() {
    return waitings;
  }

  /** Changes the execution, between two steps. */
  synchronized void change(UnaryOperator<Execution> change) {
    execution = change.apply(execution);
  }

  synchronized Execution execution() {
    return execution;
  }

  /** Whether it is not over, and all that belongs to its end is not done. */
  synchronized boolean isRunning() {
    return stoppedAt == null;
  }

  String status() {
    return isRunning() ? "RUNNING" : execution().status().name();
  }

  synchronized List<HistoryEvent> history() {
    return List.copyOf(history);
  }

  /** The history but for its first events, which somebody has already. */
  synchronized List<HistoryEvent> historyAfter(int events) {
    return List.copyOf(history.subList(events, history.size()));
  }

  /** How many events the history has; asked without the monitor, by whoever counts them all. */
  int historyLength() {
    return historyLength;
  }

  synchronized Rest rest() {
    return new Rest(stoppedAt, redrives, redrivenAt, ending);
  }

  @Nullable Long stoppedAt() {
    return rest().stoppedAt();
  }

  /** When it was started, redriven or ended: what lists are sorted by. */
  long sortedBy() {
    var rest = rest();
    return Objects.requireNonNullElseGet(
        rest.stoppedAt(), () -> Objects.requireNonNullElse(rest.redrivenAt(), start.at()));
  }
}
