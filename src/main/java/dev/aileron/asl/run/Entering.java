package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.Dialect;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.Template;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Enters states. */
final class Entering {
  private Entering() {}

  /** A ready branch enters its state. */
  static Branch enter(Run run, Place place, Branch branch) {
    State state = place.scope().state(branch.state());
    ObjectNode details = Run.details();
    details.set("input", branch.input());
    details.put("name", state.name());
    long entered = run.event(branch.previousEventId(), state.type() + "StateEntered", details);
    Phase.Entry entry =
        new Phase.Entry(entered, branch.previousEventId(), run.nowMillis(), 0, List.of());
    return begin(new Site(run, place, branch.after(entered), state, entry));
  }

  /** Does what the state does; also when it is tried again. */
  static Branch begin(Site site) {
    return guarded(site, Entering::work);
  }

  /** Does something in a state; if it fails, Retry and Catch are tried. */
  static Branch guarded(Site site, Function<Site, Branch> work) {
    try {
      return work.apply(site);
    } catch (StateError error) {
      return Recovery.recover(site, error);
    }
  }

  private static Branch work(Site site) {
    return switch (site.state()) {
      case State.Pass pass -> pass(site, pass);
      case State.Succeed succeed -> succeed(site);
      case State.Fail fail -> fail(site, fail);
      case State.Choice choice -> Choices.choose(site, choice);
      case State.Wait wait -> Waits.begin(site, wait);
      case State.Task task -> Tasks.begin(site, task);
      case State.Parallel parallel -> Forks.begin(site, parallel);
      case State.Map map -> Maps.begin(site, map);
    };
  }

  private static Branch pass(Site site, State.Pass pass) {
    Fields fields = site.fields();
    JsonNode given = Results.arguments(site, fields);
    return Results.finish(site, pass.result() == null ? given : pass.result());
  }

  private static Branch succeed(Site site) {
    Fields fields = site.fields();
    JsonNode input = Results.input(site, fields);
    if (site.state().flow().dialect() == Dialect.JSONATA) {
      return Results.finish(site, input);
    }
    var path = site.state().flow().outputPath();
    JsonNode output = path == null ? Run.details() : fields.path(path, input);
    return Results.leave(site, output, Map.of(), null);
  }

  private static Branch fail(Site site, State.Fail fail) {
    String error = text(site, fail.error());
    String cause = text(site, fail.cause());
    return site.phase(new Phase.Failed(error, cause, false));
  }

  private static @Nullable String text(Site site, @Nullable Template template) {
    if (template == null) {
      return null;
    }
    JsonNode value = site.fields().evaluate(template, View.of(site.branch().input()));
    if (value.isTextual()) {
      return value.textValue();
    }
    throw switch (template) {
      case Template.Expression e -> Numbers.unexpected(e, value, "string");
      case Template.Path(var path, String field) ->
          StateError.runtime(
              "The %s field refers to value \"%s\" which is not a string: %s"
                  .formatted(field, Payloads.shown(value), path.text()));
      default -> StateError.runtime("'" + Payloads.shown(value) + "' is not a string");
    };
  }
}
