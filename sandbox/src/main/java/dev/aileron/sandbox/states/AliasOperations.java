package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Aliases: created, described, updated, listed, deleted. */
final class AliasOperations {
  private static final int MOST = 100;
  private static final int WHOLE = 100;
  private static final String INVALID_ROUTING = "INVALID_ROUTING_CONFIGURATION";

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "CreateStateMachineAlias", this::create,
        "DescribeStateMachineAlias", this::describe,
        "UpdateStateMachineAlias", this::update,
        "ListStateMachineAliases", this::list,
        "DeleteStateMachineAlias", this::delete);
  }

  private ObjectNode create(Request request) {
    var body = request.body();
    var name = Json.required(body, "name");
    var description = Json.text(body, "description");
    var arns = versions(body.path("routingConfiguration"));
    synchronized (request.region()) {
      var machine = machine(request, arns.getFirst());
      var routes = routes(body.path("routingConfiguration"), arns, machine);
      var there = machine.aliases().get(name);
      if (there != null && !there.isSame(description, routes)) {
        throw Errors.conflict(
            "Failed to create alias because an alias with the same name and a different routing"
                + " configuration already exists.");
      }
      if (there == null && machine.aliases().size() >= MOST) {
        throw Errors.quotaExceeded(
            "The maximum number of aliases (%d) for the state machine %s has been reached. Delete aliases that are not used."
                .formatted(MOST, machine.arn()));
      }
      var alias = there == null ? new Alias(name, description, routes, request.time()) : there;
      machine.aliases().put(name, alias);
      request.region().changed(machine);
      var answer = Json.object().put("stateMachineAliasArn", machine.aliasArn(name));
      Json.time(answer, "creationDate", alias.created());
      return answer;
    }
  }

  /** The version ARNs of a routing configuration; all of one state machine, none twice. */
  private static List<Arn> versions(JsonNode routing) {
    var texts = routing.findValuesAsText("stateMachineVersionArn");
    var arns = new ArrayList<Arn>();
    for (var text : texts) {
      var arn = text.startsWith("arn:") ? Arn.stateMachine(text) : null;
      if (arn == null || arn.version() == null) {
        throw Errors.validation(
            "Routing configuration must contain state machine version ARNs. Received: " + texts,
            INVALID_ROUTING);
      }
      arns.add(arn);
    }
    if (new HashSet<>(texts).size() < texts.size()) {
      throw Errors.validation(
          "Routing configuration must contain distinct state machine version ARNs. Received: "
              + texts,
          INVALID_ROUTING);
    }
    if (arns.stream().map(Arn::base).distinct().count() > 1) {
      throw Errors.validation(
          "Routing configuration must contain versions of one state machine. Received: " + texts,
          INVALID_ROUTING);
    }
    var weights = routing.findValues("weight").stream().map(JsonNode::asInt).toList();
    if (weights.stream().mapToInt(Integer::intValue).sum() != WHOLE) {
      throw Errors.validation(
          "Sum of routing configuration weights must equal 100. Received: " + weights,
          INVALID_ROUTING);
    }
    return arns;
  }

  private static Machine machine(Request request, Arn arn) {
    var machine =
        request.region().isHere(arn) ? request.region().machine(arn.name(), request.time()) : null;
    if (machine == null) {
      throw Errors.referenceNotFound(arn.text());
    }
    if (machine.deleting()) {
      throw Errors.machineDeleting(machine.arn());
    }
    return machine;
  }

  private static List<Route> routes(JsonNode routing, List<Arn> arns, Machine machine) {
    var routes = new ArrayList<Route>();
    for (int i = 0; i < arns.size(); i++) {
      var number = arns.get(i).version();
      if (number == null || !machine.versions().containsKey(number)) {
        throw Errors.referenceNotFound(arns.get(i).text());
      }
      routes.add(new Route(number, routing.get(i).path("weight").asInt()));
    }
    return routes;
  }

  /** An alias and the state machine that has it. */
  private record Found(Machine machine, Alias alias) {}

  private static Found found(Request request) {
    var arn = aliasArn(request);
    var name = arn.alias();
    var machine =
        request.region().isHere(arn) ? request.region().machine(arn.name(), request.time()) : null;
    var alias = machine == null || name == null ? null : machine.aliases().get(name);
    if (machine == null || alias == null) {
      throw Errors.referenceNotFound(arn.text());
    }
    return new Found(machine, alias);
  }

  private static Arn aliasArn(Request request) {
    var arn = Arn.stateMachine(Json.required(request.body(), "stateMachineAliasArn"));
    if (arn.alias() == null) {
      throw Errors.validation("The ARN must be that of an alias. Received: " + arn.text());
    }
    return arn;
  }

  private ObjectNode describe(Request request) {
    synchronized (request.region()) {
      var found = found(request);
      var alias = found.alias();
      var answer = Json.object();
      answer.put("stateMachineAliasArn", found.machine().aliasArn(alias.name()));
      answer.put("name", alias.name());
      Json.put(answer, "description", alias.description());
      var routing = answer.putArray("routingConfiguration");
      for (var route : alias.routes()) {
        routing
            .addObject()
            .put("stateMachineVersionArn", found.machine().versionArn(route.version()))
            .put("weight", route.weight());
      }
      Json.time(answer, "creationDate", alias.created());
      Json.time(answer, "updateDate", alias.updated());
      return answer;
    }
  }

  private ObjectNode update(Request request) {
    var body = request.body();
    boolean routed = Json.has(body, "routingConfiguration");
    if (!routed && !Json.has(body, "description")) {
      aliasArn(request);
      throw Errors.validation(
          "Either the description or the routing configuration must be specified",
          "MISSING_REQUIRED_PARAMETER");
    }
    synchronized (request.region()) {
      var found = found(request);
      var machine = found.machine();
      if (machine.deleting()) {
        throw Errors.machineDeleting(machine.arn());
      }
      List<Route> routes = null;
      if (routed) {
        var arns = versions(body.path("routingConfiguration"));
        if (!arns.getFirst().base().equals(machine.arn())) {
          throw Errors.validation(
              "Routing configuration must contain versions of the alias' state machine",
              INVALID_ROUTING);
        }
        routes = routes(body.path("routingConfiguration"), arns, machine);
      }
      found.alias().update(Json.text(body, "description"), routes, request.time());
      request.region().changed(machine);
      var answer = Json.object();
      Json.time(answer, "updateDate", request.time());
      return answer;
    }
  }

  private ObjectNode list(Request request) {
    var arn = Arn.stateMachine(Json.required(request.body(), "stateMachineArn"));
    var number = arn.version();
    var answer = Json.object();
    synchronized (request.region()) {
      var machine = request.region().living(arn, request.time());
      if (arn.qualifier() != null && (number == null || !machine.versions().containsKey(number))) {
        throw Errors.referenceNotFound(arn.text());
      }
      var aliases =
          machine.aliases().values().stream()
              .filter(alias -> number == null || alias.leadsTo(number))
              .toList();
      Pages.put(
          answer,
          "stateMachineAliases",
          request.body(),
          aliases,
          Alias::name,
          alias -> {
            var item = Json.object().put("stateMachineAliasArn", machine.aliasArn(alias.name()));
            Json.time(item, "creationDate", alias.created());
            return item;
          });
    }
    return answer;
  }

  private ObjectNode delete(Request request) {
    var arn = aliasArn(request);
    synchronized (request.region()) {
      var machine =
          request.region().isHere(arn)
              ? request.region().machine(arn.name(), request.time())
              : null;
      if (machine != null && machine.aliases().remove(String.valueOf(arn.alias())) != null) {
        request.region().changed(machine);
      }
      return Json.object();
    }
  }
}
