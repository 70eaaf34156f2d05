package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.Dialect;
import dev.aileron.asl.model.Flow;
import dev.aileron.asl.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What happens to a state that has failed: Retry, else Catch, else its branch fails. */
final class Recovery {
  private static final String ALL = "States.ALL";
  private static final String TASK_FAILED = "States.TaskFailed";

  private Recovery() {}

  static Branch recover(Site failed, StateError raised) {
    StateError error = raised.in(failed.name(), failed.entry().eventId());
    Site site = error.origin() == StateError.Origin.EVALUATION ? evaluation(failed, error) : failed;
    if (error.origin() == StateError.Origin.FATAL) {
      return site.phase(new Phase.Failed(error.error(), error.cause(), true));
    }
    List<Flow.Retrier> retriers = site.state().flow().retry();
    for (int i = 0; i < retriers.size(); i++) {
      if (matches(retriers.get(i).errors(), error)) {
        int attempts = attempts(site.entry(), i);
        if (attempts < retriers.get(i).maxAttempts()) {
          return retry(site, retriers.get(i), i, attempts);
        }
        break;
      }
    }
    Site over = stateFailed(site);
    for (Flow.Catcher catcher : over.state().flow().catchers()) {
      if (matches(catcher.errors(), error)) {
        return caught(over, catcher, error);
      }
    }
    return over.phase(new Phase.Failed(error.error(), error.cause(), false));
  }

  /**
   * Says which field it was. The event follows the one before the state's entry, as long as nothing
   * has happened in the state, but for a Wait: so the service has it (recorded).
   */
  private static Site evaluation(Site site, StateError error) {
    ObjectNode details = Run.details(error.error(), error.cause());
    if (error.location() != null) {
      details.put("location", error.location());
    }
    details.put("state", site.name());
    boolean notBegun =
        !(site.state() instanceof State.Wait)
            && site.branch().previousEventId() == site.entry().eventId();
    long previous = notBegun ? site.entry().beforeEventId() : site.branch().previousEventId();
    return site.after(site.run().event(previous, "EvaluationFailed", details));
  }

  private static Site stateFailed(Site site) {
    return switch (site.state()) {
      case State.Map m -> site.event("MapStateFailed", Run.details());
      case State.Parallel p -> site.event("ParallelStateFailed", Run.details());
      default -> site;
    };
  }

  private static boolean matches(List<String> errors, StateError error) {
    String name = error.error();
    for (String expected : errors) {
      boolean match =
          expected.equals(ALL)
              || expected.equals(name)
              || (expected.equals(TASK_FAILED)
                  && !StateError.TIMEOUT.equals(name)
                  && !StateError.HEARTBEAT.equals(name))
              // A missed heartbeat is a timeout too.
              || (expected.equals(StateError.TIMEOUT) && StateError.HEARTBEAT.equals(name));
      if (match) {
        return true;
      }
    }
    return false;
  }

  private static int attempts(Phase.Entry entry, int retrier) {
    return retrier < entry.attempts().size() ? entry.attempts().get(retrier) : 0;
  }

  private static Branch retry(Site site, Flow.Retrier retrier, int index, int attempts) {
    List<Integer> counts = new ArrayList<>(site.entry().attempts());
    while (counts.size() <= index) {
      counts.add(0);
    }
    counts.set(index, attempts + 1);
    Phase.Entry entry = site.entry();
    Phase.Entry again =
        new Phase.Entry(
            entry.eventId(), entry.beforeEventId(), entry.at(), entry.retries() + 1, counts);
    long at = site.run().nowMillis() + delay(site, retrier, attempts);
    site.run().wakeUpAt(at);
    return site.phase(new Phase.Retrying(again, at));
  }

  /** In milliseconds. */
  private static long delay(Site site, Flow.Retrier retrier, int attempts) {
    double seconds = retrier.intervalSeconds() * Math.pow(retrier.backoffRate(), attempts);
    Long longest = retrier.maxDelaySeconds();
    seconds = Math.min(seconds, longest == null ? Integer.MAX_VALUE : (double) longest);
    if (retrier.fullJitter()) {
      seconds *= site.run().random().nextDouble();
    }
    return Math.round(seconds * 1000);
  }

  private static Branch caught(Site site, Flow.Catcher catcher, StateError error) {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    output.put("Error", error.error());
    if (error.cause() != null) {
      output.put("Cause", error.cause());
    }
    JsonNode input = site.branch().input();
    Fields fields = site.fields();
    try {
      if (site.state().flow().dialect() == Dialect.JSONATA) {
        View view = new View(input, null, output);
        JsonNode given =
            catcher.output() == null ? output : fields.evaluate(catcher.output(), view);
        return Results.leave(
            site, given, Results.assigned(fields, catcher.assign(), view), catcher.next());
      }
      Map<String, JsonNode> assigned = Results.assigned(fields, catcher.assign(), View.of(output));
      return Results.leave(
          site, Results.combine(catcher.resultPath(), input, output), assigned, catcher.next());
    } catch (StateError again) {
      // An error within the handling of an error has nobody to handle it.
      StateError placed = again.in(site.name(), site.entry().eventId());
      boolean everything = placed.origin() == StateError.Origin.FATAL;
      return site.phase(new Phase.Failed(placed.error(), placed.cause(), everything));
    }
  }
}
