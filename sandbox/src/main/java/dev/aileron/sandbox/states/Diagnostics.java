package dev.aileron.sandbox.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.Finding;
import dev.aileron.asl.validate.MachineType;
import dev.aileron.asl.validate.Options;
import dev.aileron.asl.validate.Severity;
import dev.aileron.asl.validate.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Judges definitions as CreateStateMachine and ValidateStateMachineDefinition do: the rules are
 * those of {@code dev.aileron.asl.validate}; codes, locations and the words of the usual ones are
 * Step Functions'.
 */
final class Diagnostics {
  private static final String SCHEMA = "SCHEMA_VALIDATION_FAILED";
  private static final String TARGET = "MISSING_TRANSITION_TARGET";

  private Diagnostics() {}

  /** What is to say of a definition, errors and warnings. */
  static List<Diagnostic> of(String definition, boolean express) {
    JsonNode tree;
    try {
      tree = Json.parse(definition);
    } catch (JsonProcessingException e) {
      return List.of(
          new Diagnostic(
              true,
              "INVALID_JSON_DESCRIPTION",
              Json.why(definition, e),
              Json.where(definition, e)));
    }
    if (!tree.isObject()) {
      return List.of(new Diagnostic(true, SCHEMA, "Definition must be a valid JSON object", null));
    }
    // Placeholders mean nothing to Step Functions, so they are no reason to refuse a definition.
    var options =
        new Options(express ? MachineType.EXPRESS : MachineType.STANDARD, false)
            .allowingPlaceholders();
    var said = new ArrayList<Diagnostic>();
    var required = new LinkedHashMap<String, List<String>>();
    var lost = new LinkedHashSet<Pointer>();
    for (var finding : Validator.text(definition, options).findings()) {
      var at = location(finding.pointer(), tree);
      switch (finding.code()) {
        case "field-missing" -> {
          var message = finding.message();
          var field = message.substring(message.lastIndexOf(' ') + 1);
          required.computeIfAbsent(at, a -> new ArrayList<>()).add(field);
        }
        case "choice-next-missing" ->
            required.computeIfAbsent(at, a -> new ArrayList<>()).add("Next");
        case "transition-target-unknown", "start-at-unknown" -> {
          said.add(diagnostic(finding, tree, at));
          lost.add(scope(finding.pointer()));
        }
        default -> said.add(diagnostic(finding, tree, at));
      }
    }
    for (var scope : lost) {
      var prefix = scope.equals(Pointer.ROOT) ? "" : location(scope, tree);
      said.addAll(Ways.of(tree.at(scope.toString()), prefix));
    }
    required.forEach((at, fields) ->
        said.add(
            new Diagnostic(
                true,
                SCHEMA,
                "These fields are required: [" + String.join(", ", fields) + "]",
                at)));
    return List.copyOf(said);
  }

  /** The scope around a StartAt, or around the state that a field is in. */
  private static Pointer scope(Pointer pointer) {
    if (pointer.last().equals("StartAt")) {
      return pointer.parent();
    }
    var at = pointer;
    while (!at.equals(Pointer.ROOT) && !at.last().equals("States")) {
      at = at.parent();
    }
    return at.parent();
  }

  private static Diagnostic diagnostic(Finding finding, JsonNode tree, String at) {
    boolean error = finding.severity() == Severity.ERROR;
    var value = tree.at(finding.pointer().toString());
    return switch (finding.code()) {
      case "transition-target-unknown", "start-at-unknown" ->
          new Diagnostic(error, TARGET, "Missing 'Next' target: " + value.asText(), at);
      case "state-unreachable" ->
          new Diagnostic(
              error,
              TARGET,
              "State \"%s\" is not reachable.".formatted(finding.pointer().last()),
              at);
      case "terminal-state-missing" ->
          new Diagnostic(error, "MISSING_END_STATE", "Workflow has no terminal state", null);
      case "state-name-not-unique" ->
          new Diagnostic(error, "DUPLICATE_STATE_NAME", finding.message(), at);
      case "state-name-too-long", "state-name-empty" ->
          new Diagnostic(error, "INVALID_STATE_NAME", finding.message(), at);
      case "map-label-not-unique" ->
          new Diagnostic(error, "DUPLICATE_LABEL_NAME", finding.message(), at);
      case "map-label-malformed" ->
          new Diagnostic(error, "INVALID_LABEL_NAME", finding.message(), at);
      case "integration-unknown", "integration-action-unknown", "function-arn-malformed" ->
          new Diagnostic(error, "INVALID_RESOURCE", finding.message(), at);
      case "query-language-mixed" ->
          new Diagnostic(
              error,
              SCHEMA,
              "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine",
              location(finding.pointer().parent(), tree));
      case "express-pattern" ->
          new Diagnostic(
              error,
              SCHEMA,
              // With the space at its end: so the service has it.
              "Express state machine does not support '%s' service integration "
                  .formatted(value.asText().substring(value.asText().lastIndexOf('.'))),
              at);
      case "express-activity" ->
          new Diagnostic(error, SCHEMA, "Express state machine does not support Activity ARN", at);
      default -> new Diagnostic(error, SCHEMA, finding.message(), at);
    };
  }

  /** A place as the service writes it: {@code /States/A/Choices[0]/Next}. */
  private static String location(Pointer pointer, JsonNode tree) {
    var text = new StringBuilder();
    var at = tree;
    for (var token : pointer.tokens()) {
      if (at.isArray()) {
        text.append('[').append(token).append(']');
        at = at.path(Integer.parseInt(token));
      } else {
        text.append('/').append(token);
        at = at.path(token);
      }
    }
    return text.isEmpty() ? "/" : text.toString();
  }
}
