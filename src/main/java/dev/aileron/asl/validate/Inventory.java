package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a definition calls: what its role must allow, and which functions and machines it needs.
 *
 * @param functions Lambda functions
 * @param machines child machines
 * @param activities activities
 * @param calls actions of services; those that call functions and machines are among them
 */
public record Inventory(
    List<Reference> functions,
    List<Reference> machines,
    List<Reference> activities,
    List<Call> calls) {
  /**
   * A reference to a resource.
   *
   * @param name ARN or name as it stands; for one that is known only when an execution runs, the
   *     expression
   * @param dynamic whether it is such an expression
   */
  public record Reference(Pointer pointer, String name, boolean dynamic) {}

  /**
   * An action that is called.
   *
   * @param service as in the Resource: {@code sqs}, {@code s3}
   * @param action in camelCase
   * @param pattern empty, {@code sync}, {@code sync:2} or {@code waitForTaskToken}
   * @param sdk whether it is called through the AWS SDK integration
   */
  public record Call(Pointer pointer, String service, String action, String pattern, boolean sdk) {}

  public Inventory {
    functions = List.copyOf(functions);
    machines = List.copyOf(machines);
    activities = List.copyOf(activities);
    calls = List.copyOf(calls);
  }

  static Inventory of(Machine machine) {
    Counting counting = new Counting();
    counting.scope(machine.top());
    return new Inventory(
        counting.functions, counting.machines, counting.activities, counting.calls);
  }

  /** Collects over scopes. */
  private static final class Counting {
    private final List<Reference> functions = new ArrayList<>();
    private final List<Reference> machines = new ArrayList<>();
    private final List<Reference> activities = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    void scope(Scope scope) {
      for (State state : scope.states()) {
        if (state.is(StateType.TASK)) {
          task(state);
        }
        if (state.is(StateType.MAP)) {
          part(state, "ItemReader");
          part(state, "ResultWriter");
        }
        state.inner().forEach(this::scope);
      }
    }

    private void part(State state, String field) {
      Pointer at = state.pointer().field(field).field("Resource");
      call(TaskResource.of(state.node().path(field).path("Resource").asText()), at);
    }

    private void call(TaskResource it, Pointer at) {
      if (!it.action().isEmpty()) {
        boolean sdk = it.kind() == TaskResource.Kind.SDK;
        calls.add(new Call(at, it.service(), it.action(), it.pattern(), sdk));
      }
    }

    private void task(State state) {
      TaskResource it = state.resource();
      Pointer at = TaskRules.at(state);
      String text = state.node().path("Resource").asText();
      switch (it.kind()) {
        case FUNCTION -> functions.add(new Reference(at, text, false));
        case ACTIVITY -> activities.add(new Reference(at, text, false));
        case UNKNOWN -> {
          // A placeholder alone stands for a function or an activity; mostly it is a function.
          if (text.startsWith("${")) {
            functions.add(new Reference(at, text, false));
          }
        }
        case OPTIMIZED, SDK -> {
          call(it, at);
          target(state, it);
        }
        case OTHER_ARN, NO_ARN -> {}
      }
    }

    private void target(State state, TaskResource it) {
      boolean function = it.service().equals("lambda") && it.action().equals("invoke");
      boolean child =
          it.action().startsWith("start")
              && it.action().endsWith("Execution")
              && (it.service().equals("states") || it.service().equals("sfn"));
      if (function) {
        reference(state, "FunctionName", functions);
      } else if (child) {
        reference(state, "StateMachineArn", machines);
      }
    }

    private static void reference(State state, String parameter, List<Reference> into) {
      for (String field : List.of("Parameters", "Arguments")) {
        JsonNode given = state.node().path(field);
        Pointer at = state.pointer().field(field);
        if (Texts.isJsonata(given)) {
          // One expression gives all arguments: what it names is known only when it runs.
          into.add(new Reference(at, given.textValue(), true));
        } else if (given.path(parameter).isTextual()) {
          String name = given.path(parameter).textValue();
          into.add(new Reference(at.field(parameter), name, Texts.isJsonata(name)));
        } else if (given.path(parameter + ".$").isTextual()) {
          String path = given.path(parameter + ".$").textValue();
          into.add(new Reference(at.field(parameter + ".$"), path, true));
        }
      }
    }
  }
}
