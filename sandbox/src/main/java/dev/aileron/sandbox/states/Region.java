package dev.aileron.sandbox.states;

import dev.aileron.sandbox.aws.model.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one account has in one region. Its own monitor guards all of it; whoever reads and then
 * writes holds the monitor meanwhile.
 */
final class Region {
  private final Caller owner;
  private final Duration deletion;
  private final Storage storage;
  private final Map<String, Machine> machines = new TreeMap<>();
  private final Map<String, Machine> deleting = new LinkedHashMap<>();
  private final Map<String, Activity> activities = new TreeMap<>();
  private final Runs runs = new Runs();

  /**
   * @param owner the account, as Step Functions itself
   * @param deletion how long a state machine is DELETING at least
   */
  Region(Caller owner, Duration deletion, Storage storage) {
    this.owner = owner;
    this.deletion = deletion;
    this.storage = storage;
  }

  Caller owner() {
    return owner;
  }

  Runs runs() {
    return runs;
  }

  /** The state machine of that name; null if there is none. */
  synchronized @Nullable Machine machine(String name, long time) {
    sweep(time);
    return machines.get(name);
  }

  /**
   * The state machine that an ARN is about, with or without a qualifier.
   *
   * @throws dev.aileron.sandbox.aws.model.AwsError StateMachineDoesNotExist
   */
  synchronized Machine machine(Arn arn, long time) {
    var machine = isHere(arn) ? machine(arn.name(), time) : null;
    if (machine == null) {
      throw Errors.machineDoesNotExist(arn.text());
    }
    return machine;
  }

  /** The same, refusing one that is being deleted. */
  synchronized Machine living(Arn arn, long time) {
    var machine = machine(arn, time);
    if (machine.deleting()) {
      throw Errors.machineDeleting(machine.arn());
    }
    return machine;
  }

  boolean isHere(Arn arn) {
    return arn.base().equals(Arn.of(owner, arn.type(), arn.name()));
  }

  synchronized List<Machine> machines(long time) {
    sweep(time);
    return List.copyOf(machines.values());
  }

  synchronized void add(Machine machine) {
    machines.put(machine.name(), machine);
    if (machine.deleting()) {
      deleting.put(machine.name(), machine);
    }
  }

  /** Begins the deletion; what runs is ended at its next transition. */
  synchronized void delete(Machine machine, long time) {
    machine.delete(time);
    deleting.put(machine.name(), machine);
    runs.of(machine.arn()).forEach(Run::end);
    changed(machine);
    sweep(time);
  }

  /** The same after a restart: what runs of those that were being deleted. */
  synchronized void endDeleting() {
    deleting.values().forEach(machine -> runs.of(machine.arn()).forEach(Run::end));
  }

  /** A state machine is gone when its time is over and nothing of it runs any more. */
  private void sweep(long time) {
    if (deleting.isEmpty()) {
      return;
    }
    for (var machine : new ArrayList<>(deleting.values())) {
      var since = machine.deletedAt();
      boolean due = since != null && since + deletion.toMillis() <= time;
      if (due && runs.of(machine.arn()).stream().noneMatch(Run::isRunning)) {
        deleting.remove(machine.name());
        machines.remove(machine.name());
        runs.forget(machine.arn()).forEach(run -> storage.forget(this, run));
        storage.forget(this, machine);
      }
    }
  }

  synchronized void changed(Machine machine) {
    storage.keep(this, machine);
  }

  synchronized Map<String, Activity> activities() {
    return activities;
  }

  synchronized void changed(Activity activity) {
    storage.keep(this, activity);
  }

  synchronized void forget(Activity activity) {
    activities.remove(activity.name());
    storage.forget(this, activity);
  }
}
