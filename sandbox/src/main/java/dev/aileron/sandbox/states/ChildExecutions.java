package dev.aileron.sandbox.states;

import dev.aileron.asl.run.Effect;
import dev.aileron.asl.run.Event;
import dev.aileron.asl.run.Execution;
import dev.aileron.sandbox.states.task.Children;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Child executions of distributed Maps. */
final class ChildExecutions {
  private ChildExecutions() {}

  /** The ARN of one that is about to begin; what comes last but for Express is its name. */
  static String arn(Run parent, Effect.StartChild effect) {
    var kind = effect.express() ? "express" : "execution";
    var end = effect.express() ? ":" + UUID.randomUUID() : "";
    return Arn.of(
        parent.region().owner(),
        kind,
        "%s/%s:%s%s"
            .formatted(
                parent.start().machineName(), label(parent, effect), UUID.randomUUID(), end));
  }

  private static String label(Run parent, Effect.StartChild effect) {
    var mapRun = parent.region().runs().mapRun(effect.mapRunArn());
    return mapRun == null ? effect.state() : mapRun.known().label();
  }

  /** Begins one that its parent waits for; the parent is told when it is over. */
  static void start(Run run, Effect.StartChild effect) {
    var arn = run.waitings().waitsFor(effect.ticket());
    if (arn == null) {
      // It was cancelled in the very step that wanted it.
      return;
    }
    var parent = run.start();
    var start =
        new Start(
            arn,
            Arn.parse(arn, "execution", "express").executionName(),
            parent.machineArn(),
            parent.machineName(),
            parent.revision(),
            parent.version(),
            parent.alias(),
            effect.input().toString(),
            effect.express(),
            run.world().clock().millis(),
            null,
            new Start.Child(
                parent.arn(),
                effect.mapRunArn(),
                effect.state(),
                label(run, effect),
                effect.index(),
                effect.ticket()));
    report(run, effect, Run.begin(run.region(), start, run.world()));
  }

  private static void report(Run parent, Effect.StartChild effect, Run child) {
    child.onEnd(over -> {
      var execution = over.execution();
      var output = execution.output();
      parent.post(
          execution.status() == Execution.Status.SUCCEEDED && output != null
              ? new Event.ChildSucceeded(parent.now(), effect.ticket(), output)
              : new Event.ChildFailed(
                  parent.now(), effect.ticket(), execution.error(), execution.cause()));
    });
  }

  /** Waits again for one after a restart, or begins it if it had not come to that. */
  static void resume(Run run, Effect.StartChild effect, @Nullable String arn) {
    var there = arn == null ? null : run.region().runs().get(arn);
    if (there == null) {
      start(run, effect);
    } else {
      report(run, effect, there);
    }
  }

  /** Nobody waits for one any more. */
  static void stop(Run parent, String arn) {
    var child = parent.region().runs().get(arn);
    if (child != null) {
      child.post(new Event.Stop(parent.now(), null, null));
    }
  }

  /** Those of a map run, as its results list them. */
  static List<Children.Child> of(Run run, String mapRunArn) {
    var mapRun = run.region().runs().mapRun(mapRunArn);
    var children = new ArrayList<Children.Child>();
    if (mapRun != null) {
      for (var child : run.region().runs().ofMapRun(mapRun)) {
        children.add(new Children.Child(child.status(), Describing.capitalized(child, false)));
      }
    }
    return children;
  }
}
