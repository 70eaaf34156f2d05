package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** State machines and activities as files hold them. */
final class Saved {
  private record SavedAlias(
      String name, @Nullable String description, List<Route> routes, long created, long updated) {}

  private record SavedMachine(
      String arn,
      String name,
      boolean express,
      Machine.Created created,
      Revision revision,
      Map<String, String> tags,
      List<Version> versions,
      long lastVersion,
      List<SavedAlias> aliases,
      @Nullable Long deletedAt) {}

  private record SavedActivity(
      String arn, String name, long created, JsonNode encryption, Map<String, String> tags) {}

  private Saved() {}

  static JsonNode of(Machine machine) {
    return Json.MAPPER.valueToTree(
        new SavedMachine(
            machine.arn(),
            machine.name(),
            machine.express(),
            machine.created(),
            machine.revision(),
            machine.tags(),
            List.copyOf(machine.versions().values()),
            machine.lastVersion(),
            machine.aliases().values().stream()
                .map(a ->
                    new SavedAlias(a.name(), a.description(), a.routes(), a.created(), a.updated()))
                .toList(),
            machine.deletedAt()));
  }

  static Machine machine(JsonNode file) {
    var saved = Json.MAPPER.convertValue(file, SavedMachine.class);
    var machine =
        new Machine(
            saved.arn(),
            saved.name(),
            saved.express(),
            saved.created(),
            saved.revision(),
            saved.tags());
    machine.restore(saved.lastVersion(), saved.versions());
    for (var a : saved.aliases()) {
      machine
          .aliases()
          .put(
              a.name(), new Alias(a.name(), a.description(), a.routes(), a.created(), a.updated()));
    }
    var deletedAt = saved.deletedAt();
    if (deletedAt != null) {
      machine.delete(deletedAt);
    }
    return machine;
  }

  static JsonNode of(Activity activity) {
    return Json.MAPPER.valueToTree(
        new SavedActivity(
            activity.arn(),
            activity.name(),
            activity.created(),
            activity.encryption(),
            activity.tags()));
  }

  static Activity activity(JsonNode file) {
    var saved = Json.MAPPER.convertValue(file, SavedActivity.class);
    return new Activity(
        saved.arn(), saved.name(), saved.created(), saved.encryption(), saved.tags());
  }
}
