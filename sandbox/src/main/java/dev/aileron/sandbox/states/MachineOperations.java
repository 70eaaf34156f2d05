package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** State machines: created, updated, deleted. */
final class MachineOperations {
  private static final int MOST_MACHINES = 100_000;

  private final Definitions definitions;
  private final Configurations configurations;

  MachineOperations(Definitions definitions, Configurations configurations) {
    this.definitions = definitions;
    this.configurations = configurations;
  }

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "CreateStateMachine", this::create,
        "UpdateStateMachine", this::update,
        "DeleteStateMachine", this::delete);
  }

  private ObjectNode create(Request request) throws InterruptedException {
    var body = request.body();
    var name = Names.checked(Json.required(body, "name"));
    boolean express = "EXPRESS".equals(Json.text(body, "type"));
    boolean publish = publish(body);
    var definition = Json.required(body, "definition");
    definitions.require(definition, express);
    var tags = Tags.read(body.path("tags"));
    Tags.require(tags, name);
    var role = Json.required(body, "roleArn");
    var revision =
        new Revision(
            null,
            definition,
            role,
            Configurations.logging(body.path("loggingConfiguration")),
            body.path("tracingConfiguration").path("enabled").asBoolean(),
            Configurations.encryption(body.path("encryptionConfiguration")),
            request.time());
    var created =
        new Machine.Created(request.time(), publish, Json.text(body, "versionDescription"));
    var repeated = repeated(request, name, express, revision, created);
    if (repeated != null) {
      return repeated;
    }
    configurations.requireRole(role, request.caller());
    configurations.requireDestinations(revision.logging(), request.caller());
    synchronized (request.region()) {
      var meanwhile = repeated(request, name, express, revision, created);
      if (meanwhile != null) {
        return meanwhile;
      }
      if (request.region().machines(request.time()).size() >= MOST_MACHINES) {
        throw Errors.of("StateMachineLimitExceeded", "State Machine Limit Exceeded");
      }
      var arn = Arn.of(request.region().owner(), "stateMachine", name);
      var machine = new Machine(arn, name, express, created, revision, tags);
      if (publish) {
        machine.publish(created.versionDescription(), request.time());
      }
      request.region().add(machine);
      request.region().changed(machine);
      return created(machine);
    }
  }

  /** What an earlier create has made; null when the name is free. */
  private static @Nullable ObjectNode repeated(
      Request request, String name, boolean express, Revision wanted, Machine.Created how) {
    synchronized (request.region()) {
      var machine = request.region().machine(name, request.time());
      if (machine == null) {
        return null;
      }
      if (machine.deleting()) {
        throw Errors.machineDeleting(machine.arn());
      }
      var there = machine.revision();
      // Another role or other tags do not matter, and do not change anything.
      boolean same =
          machine.express() == express
              && there.definition().equals(wanted.definition())
              && there.logging().equals(wanted.logging())
              && there.tracing() == wanted.tracing()
              && there.encryption().equals(wanted.encryption())
              && machine.created().publish() == how.publish()
              && Objects.equals(machine.created().versionDescription(), how.versionDescription());
      if (!same) {
        throw Errors.machineAlreadyExists(machine.arn());
      }
      return created(machine);
    }
  }

  private static ObjectNode created(Machine machine) {
    var answer = Json.object().put("stateMachineArn", machine.arn());
    Json.time(answer, "creationDate", machine.created().at());
    if (machine.created().publish()) {
      answer.put("stateMachineVersionArn", machine.versionArn(1));
    }
    return answer;
  }

  private static boolean publish(JsonNode body) {
    boolean publish = body.path("publish").asBoolean();
    if (!publish && Json.has(body, "versionDescription")) {
      throw Errors.validation("Version description can only be set when publish is true");
    }
    return publish;
  }

  private ObjectNode update(Request request) throws InterruptedException {
    var body = request.body();
    var arn = Arn.stateMachine(Json.required(body, "stateMachineArn"));
    boolean publish = publish(body);
    boolean express;
    synchronized (request.region()) {
      express = unqualified(request, arn).express();
    }
    var definition = Json.text(body, "definition");
    var role = Json.text(body, "roleArn");
    var logging = given(body, "loggingConfiguration");
    var tracing = given(body, "tracingConfiguration");
    var encryption = given(body, "encryptionConfiguration");
    if (definition == null
        && role == null
        && logging.isMissingNode()
        && tracing.isMissingNode()
        && encryption.isMissingNode()) {
      throw Errors.of(
          "MissingRequiredParameter",
          "Either the definition, the role ARN, the LoggingConfiguration, or the"
              + " TracingConfiguration must be specified");
    }
    if (definition != null) {
      definitions.require(definition, express);
    }
    if (role != null) {
      configurations.requireRole(role, request.caller());
    }
    var newLogging = logging.isMissingNode() ? null : Configurations.logging(logging);
    if (newLogging != null) {
      configurations.requireDestinations(newLogging, request.caller());
    }
    synchronized (request.region()) {
      var machine = unqualified(request, arn);
      var next =
          machine
              .revision()
              .updated(
                  definition,
                  role,
                  newLogging,
                  tracing.isMissingNode() ? null : tracing.path("enabled").asBoolean(),
                  encryption.isMissingNode() ? null : Configurations.encryption(encryption),
                  request.time());
      if (publish && !next.equals(machine.revision())) {
        VersionOperations.requireRoom(machine);
      }
      machine.revise(next, request.time());
      var answer = Json.object();
      Json.time(answer, "updateDate", request.time());
      Json.put(answer, "revisionId", machine.revision().id());
      if (publish) {
        var version =
            VersionOperations.publish(
                machine, Json.text(body, "versionDescription"), request.time());
        answer.put("stateMachineVersionArn", machine.versionArn(version.number()));
      }
      request.region().changed(machine);
      return answer;
    }
  }

  private static JsonNode given(JsonNode body, String field) {
    return Json.has(body, field) ? body.path(field) : MissingNode.getInstance();
  }

  /** A version or an alias is no state machine that could be updated. */
  private static Machine unqualified(Request request, Arn arn) {
    if (arn.qualifier() != null) {
      throw Errors.machineDoesNotExist(arn.text());
    }
    return request.region().living(arn, request.time());
  }

  private ObjectNode delete(Request request) {
    var arn = Arn.stateMachine(Json.required(request.body(), "stateMachineArn"));
    if (arn.qualifier() != null) {
      throw Errors.invalidArn("Resource type not valid in this context: " + arn.type());
    }
    synchronized (request.region()) {
      var machine =
          request.region().isHere(arn)
              ? request.region().machine(arn.name(), request.time())
              : null;
      if (machine != null && !machine.deleting()) {
        request.region().delete(machine, request.time());
      }
      return Json.object();
    }
  }
}
