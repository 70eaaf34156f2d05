package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Versions: published, listed, deleted. */
final class VersionOperations {
  private static final int MOST = 1_000;

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "PublishStateMachineVersion", this::publish,
        "ListStateMachineVersions", this::list,
        "DeleteStateMachineVersion", this::delete);
  }

  private ObjectNode publish(Request request) {
    var arn = Arn.stateMachine(Json.required(request.body(), "stateMachineArn"));
    if (arn.qualifier() != null) {
      throw Errors.machineDoesNotExist(arn.text());
    }
    synchronized (request.region()) {
      var machine = request.region().living(arn, request.time());
      var wanted = Json.text(request.body(), "revisionId");
      var current = machine.revision().name();
      if (wanted != null && !wanted.equals(current)) {
        throw Errors.conflict(
            "Failed to publish the State Machine version for revision %s. The current State Machine revision is %s."
                .formatted(wanted, current));
      }
      var version = publish(machine, Json.text(request.body(), "description"), request.time());
      request.region().changed(machine);
      var answer = Json.object();
      answer.put("stateMachineVersionArn", machine.versionArn(version.number()));
      Json.time(answer, "creationDate", version.created());
      return answer;
    }
  }

  /** The version of the present revision: the one there is, or a new one. */
  static Version publish(Machine machine, @Nullable String description, long time) {
    var there = machine.published();
    if (there != null) {
      return there;
    }
    requireRoom(machine);
    return machine.publish(description, time);
  }

  /** Refuses one version more than the quota allows. */
  static void requireRoom(Machine machine) {
    if (machine.versions().size() >= MOST) {
      throw Errors.quotaExceeded(
          "The maximum number of versions (%d) for the state machine %s has been reached. Delete versions that are not used."
              .formatted(MOST, machine.arn()));
    }
  }

  private ObjectNode list(Request request) {
    var arn = Arn.stateMachine(Json.required(request.body(), "stateMachineArn"));
    var answer = Json.object();
    synchronized (request.region()) {
      var machine =
          request.region().isHere(arn)
              ? request.region().machine(arn.name(), request.time())
              : null;
      // The API has no error for a state machine that is not there.
      var versions =
          machine == null
              ? List.<Version>of()
              : List.copyOf(machine.versions().descendingMap().values());
      Pages.put(
          answer,
          "stateMachineVersions",
          request.body(),
          versions,
          version -> String.valueOf(version.number()),
          version -> {
            var item = Json.object();
            item.put("stateMachineVersionArn", arn.base() + ":" + version.number());
            Json.time(item, "creationDate", version.created());
            return item;
          });
    }
    return answer;
  }

  private ObjectNode delete(Request request) {
    var arn = Arn.stateMachine(Json.required(request.body(), "stateMachineVersionArn"));
    var number = arn.version();
    if (number == null) {
      throw Errors.validation("The ARN must be that of a version. Received: " + arn.text());
    }
    synchronized (request.region()) {
      var machine =
          request.region().isHere(arn)
              ? request.region().machine(arn.name(), request.time())
              : null;
      if (machine != null && machine.versions().containsKey(number)) {
        var aliases =
            machine.aliases().values().stream()
                .filter(alias -> alias.leadsTo(number))
                .map(Alias::name)
                .toList();
        if (!aliases.isEmpty()) {
          throw Errors.conflict(
              "Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: ["
                  + String.join(", ", aliases)
                  + "]");
        }
        machine.versions().remove(number);
        request.region().changed(machine);
      }
      return Json.object();
    }
  }
}
