package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Settings;
import java.util.Map;

/** State machines: described and listed; definitions judged. */
final class MachineReads {
  private static final int MOST_DIAGNOSTICS = 100;

  private final Settings settings;
  private final Definitions definitions;

  MachineReads(Settings settings, Definitions definitions) {
    this.settings = settings;
    this.definitions = definitions;
  }

  Map<String, Request.Handler> handlers() {
    return Map.of(
        "DescribeStateMachine", this::describe,
        "ListStateMachines", this::list,
        "ValidateStateMachineDefinition", this::validate);
  }

  private ObjectNode describe(Request request) {
    var arn = Arn.stateMachine(Json.required(request.body(), "stateMachineArn"));
    synchronized (request.region()) {
      var machine = request.region().machine(arn, request.time());
      boolean known =
          machine.created().at() + settings.lag().describe().toMillis() <= request.time();
      var number = arn.version();
      var version = number == null ? null : machine.versions().get(number);
      if (!known || (arn.qualifier() != null && version == null)) {
        throw Errors.machineDoesNotExist(arn.text());
      }
      var revision = version == null ? machine.revision() : version.revision();
      var answer = Json.object().put("stateMachineArn", arn.text()).put("name", machine.name());
      answer.put("status", machine.deleting() ? "DELETING" : "ACTIVE");
      answer.put("type", machine.type());
      Json.time(
          answer, "creationDate", version == null ? machine.created().at() : version.created());
      if (version != null) {
        Json.put(answer, "description", version.description());
      }
      put(answer, revision, metadataOnly(request.body()));
      return answer;
    }
  }

  static boolean metadataOnly(JsonNode body) {
    return "METADATA_ONLY".equals(Json.text(body, "includedData"));
  }

  /** Adds what describing a state machine tells of its revision. */
  void put(ObjectNode answer, Revision revision, boolean metadataOnly) {
    answer.put("definition", metadataOnly ? "{}" : revision.definition());
    answer.put("roleArn", revision.roleArn());
    answer.set("loggingConfiguration", revision.logging());
    answer.putObject("tracingConfiguration").put("enabled", revision.tracing());
    answer.set("encryptionConfiguration", revision.encryption());
    Json.put(answer, "revisionId", revision.id());
    var references = definitions.read(revision.definition()).references();
    if (!metadataOnly && !references.isEmpty()) {
      answer.set("variableReferences", references);
    }
  }

  private ObjectNode list(Request request) {
    var answer = Json.object();
    synchronized (request.region()) {
      var lag = settings.lag().describe().toMillis();
      var known =
          request.region().machines(request.time()).stream()
              .filter(machine -> machine.created().at() + lag <= request.time())
              .toList();
      Pages.put(answer, "stateMachines", request.body(), known, Machine::name, MachineReads::item);
    }
    return answer;
  }

  private static ObjectNode item(Machine machine) {
    var item = Json.object();
    item.put("stateMachineArn", machine.arn());
    item.put("name", machine.name());
    item.put("type", machine.type());
    Json.time(item, "creationDate", machine.created().at());
    return item;
  }

  private ObjectNode validate(Request request) {
    var body = request.body();
    boolean warnings = "WARNING".equals(Json.text(body, "severity"));
    var all =
        definitions.diagnostics(
            Json.required(body, "definition"), "EXPRESS".equals(Json.text(body, "type")));
    var shown = all.stream().filter(d -> warnings || d.error()).toList();
    int asked = body.path("maxResults").asInt();
    int most = asked == 0 ? MOST_DIAGNOSTICS : asked;
    var answer = Json.object();
    answer.put("result", all.stream().anyMatch(Diagnostic::error) ? "FAIL" : "OK");
    var list = answer.putArray("diagnostics");
    shown.stream().limit(most).map(Diagnostic::toAws).forEach(list::add);
    answer.put("truncated", shown.size() > most);
    return answer;
  }
}
