package dev.aileron.asl.validate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.validate.Subject.Assignment;
import dev.aileron.asl.validate.Subject.Handler;
import dev.aileron.asl.validate.Subject.Handlers;
import dev.aileron.asl.validate.Subject.Shaped;
import dev.aileron.asl.validate.Subject.Test;
import dev.aileron.asl.validate.Subject.Use;
import dev.aileron.asl.validate.Subject.Value;
import java.util.List;
import java.util.function.Consumer;

/** Goes once through a definition and hands out everything that rules look at. */
final class Walk {
  private final Consumer<Subject> visitor;
  private final ExpressionWalk expressions;

  Walk(Consumer<Subject> visitor) {
    this.visitor = visitor;
    this.expressions = new ExpressionWalk(visitor);
  }

  void machine(Machine machine) {
    visitor.accept(machine);
    object(Pointer.ROOT, machine.tree(), Shapes.MACHINE, machine.top().dialect(), Use.NOWHERE);
    scope(machine.top());
  }

  private void scope(Scope scope) {
    visitor.accept(scope);
    switch (scope.kind()) {
      case MACHINE -> {}
      case BRANCH ->
          object(scope.pointer(), scope.node(), Shapes.BRANCH, scope.dialect(), Use.NOWHERE);
      case PROCESSOR -> {
        object(scope.pointer(), scope.node(), Shapes.PROCESSOR, scope.dialect(), Use.NOWHERE);
        part(scope.pointer(), scope.node(), "ProcessorConfig", Shapes.PROCESSOR_CONFIG, scope);
      }
    }
    scope.states().forEach(this::state);
  }

  private void part(Pointer at, JsonNode node, String field, Shape shape, Scope scope) {
    if (node.path(field).isObject()) {
      object(at.field(field), node.path(field), shape, scope.dialect(), Use.NOWHERE);
    }
  }

  private void state(State state) {
    visitor.accept(state);
    if (state.type() == null && state.node().isObject()) {
      return; // Without a type nobody knows which fields it may have.
    }
    StateType type = state.type();
    boolean result = type != null && type.hasResult();
    Use use = new Use(state, result, false);
    object(state.pointer(), state.node(), Shapes.state(type), state.dialect(), use);
    assignment(state.pointer(), state.node(), use);
    handlers(state, "Retry");
    handlers(state, "Catch");
    if (state.is(StateType.CHOICE)) {
      choices(state);
    }
    if (state.is(StateType.MAP)) {
      mapParts(state);
    }
    state.inner().forEach(this::scope);
  }

  private void mapParts(State state) {
    nested(state, state.pointer(), state.node(), "ItemReader", MapShapes.ITEM_READER);
    nested(
        state,
        state.pointer().field("ItemReader"),
        state.node().path("ItemReader"),
        "ReaderConfig",
        MapShapes.READER_CONFIG);
    nested(state, state.pointer(), state.node(), "ItemBatcher", MapShapes.ITEM_BATCHER);
    nested(state, state.pointer(), state.node(), "ResultWriter", MapShapes.RESULT_WRITER);
    nested(
        state,
        state.pointer().field("ResultWriter"),
        state.node().path("ResultWriter"),
        "WriterConfig",
        MapShapes.WRITER_CONFIG);
  }

  private void nested(State state, Pointer at, JsonNode node, String field, Shape shape) {
    if (node.path(field).isObject()) {
      Use use = new Use(state, false, false);
      object(at.field(field), node.path(field), shape, state.dialect(), use);
    }
  }

  private void handlers(State state, String list) {
    JsonNode node = state.node().path(list);
    if (!node.isArray() || !Shapes.state(state.type()).fields().containsKey(list)) {
      return;
    }
    boolean retry = list.equals("Retry");
    Handlers all = new Handlers(state.pointer().field(list), node, retry, state);
    visitor.accept(all);
    Use use = new Use(state, false, !retry);
    for (int i = 0; i < node.size(); i++) {
      Pointer at = all.pointer().element(i);
      visitor.accept(new Handler(at, node.get(i), i, all));
      Shape shape = retry ? Shapes.RETRIER : Shapes.CATCHER;
      object(at, node.get(i), shape, state.dialect(), use);
      assignment(at, node.get(i), use);
    }
  }

  private void choices(State state) {
    JsonNode choices = state.node().path("Choices");
    Use use = new Use(state, false, false);
    for (int i = 0; choices.isArray() && i < choices.size(); i++) {
      Pointer at = state.pointer().field("Choices").element(i);
      if (state.dialect() == Dialect.JSONATA) {
        object(at, choices.get(i), Shapes.CONDITION_RULE, state.dialect(), use);
      } else {
        test(state, at, choices.get(i), true);
      }
      assignment(at, choices.get(i), use);
    }
  }

  private void test(State state, Pointer at, JsonNode node, boolean top) {
    if (!node.isObject()) {
      visitor.accept(new Shaped(at, node, Shapes.TEST, state.dialect()));
      return;
    }
    visitor.accept(new Test(at, node, top, state));
    Use use = new Use(state, false, false);
    for (var each : node.properties()) {
      boolean path =
          each.getKey().equals("Variable") || Comparison.of(each.getKey()) == Comparison.PATH;
      if (path) {
        expressions.path(at.field(each.getKey()), each.getValue(), use);
      }
    }
    for (String list : List.of("And", "Or")) {
      JsonNode tests = node.path(list);
      for (int i = 0; tests.isArray() && i < tests.size(); i++) {
        test(state, at.field(list).element(i), tests.get(i), false);
      }
    }
    if (node.path("Not").isObject()) {
      test(state, at.field("Not"), node.path("Not"), false);
    }
  }

  private void assignment(Pointer at, JsonNode holder, Use use) {
    JsonNode assign = holder.path("Assign");
    if (assign.isObject() && use.state() instanceof State state) {
      visitor.accept(new Assignment(at.field("Assign"), assign, state));
      expressions.template(at.field("Assign"), assign, state.dialect(), use);
    }
  }

  private void object(Pointer at, JsonNode node, Shape shape, Dialect dialect, Use use) {
    visitor.accept(new Shaped(at, node, shape, dialect));
    for (var each : node.properties()) {
      Field field = shape.fields().get(each.getKey());
      if (field == null || !field.dialects().contains(dialect)) {
        continue;
      }
      Value value = new Value(at.field(field.name()), each.getValue(), field, dialect, node);
      visitor.accept(value);
      expressions.of(value, use(use, field));
    }
  }

  /** Only a state's Output sees its result; its Assign is handed out by itself. */
  private static Use use(Use use, Field field) {
    boolean output = field.name().equals("Output");
    return output ? use : new Use(use.state(), false, false);
  }
}
