package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up definitions, inputs and answers. The same seed makes the same. Legal definitions are
 * such as Step Functions takes; what they do with the input may still fail.
 */
final class RandomMachines {
  private static final String[] PATHS = {
    "$",
    "$.a",
    "$.b",
    "$.a.b",
    "$.list",
    "$.list[0]",
    "$.list[*].a",
    "$..a",
    "$.n",
    "$.s",
    "$.list[?(@.a > 1)]",
    "$.list[-1]",
    "$.list[0:2]",
    "$$",
    "$$.Execution.Input",
    "$$.State.Name",
    "$v",
    "$v.a",
    "$.missing",
    "$.list.length()",
    "$['a','b']"
  };
  private static final String[] PLACES = {"$", "$.a", "$.new", "$.a.deep", "$.list[0]", "$.s.x"};
  private static final String[] CALLS = {
    "States.Format('{} and {}', $.a, $.s)",
    "States.Array($.a, 1, 'x')",
    "States.UUID()",
    "States.MathRandom(1, 10)",
    "States.MathAdd($.n, 1)",
    "States.StringToJson($.s)",
    "States.JsonToString($)",
    "States.ArrayLength($.list)",
    "States.ArrayPartition($.list, 2)",
    "States.Hash($.s, 'SHA-256')",
    "States.ArrayGetItem($.list, 0)",
    "States.Base64Encode($.s)",
    "States.JsonMerge($.a, $.b, false)",
    "States.ArrayRange(0, 9, 3)",
    "States.ArrayContains($.list, 1)",
    "States.StringSplit($.s, ',')"
  };
  private static final String[] EXPRESSIONS = {
    "$states.input",
    "$states.input.a",
    "$states.input.list",
    "$sum($states.input.list)",
    "1 + 1",
    "$v",
    "$states.context.State.Name",
    "{'a': $states.input, 'b': 1}",
    "[1, 2, 3]",
    "$uuid()",
    "$random()",
    "$states.input.list[0]",
    "$missing",
    "$states.input.s & 'x'",
    "$now()",
    "$map($states.input.list, function($i) { $i })",
    "$states.input.a = 1",
    "true",
    "'text'",
    "$states.result",
    "$states.errorOutput",
    "$partition([1, 2, 3], 2)",
    "$parse('{}')",
    "$count($states.input.list) > 1",
    "$eval('1')",
    "$string($states.input)",
    "$shuffle([1,2,3])"
  };
  private static final String[] ERRORS = {
    "States.ALL",
    "States.TaskFailed",
    "States.Timeout",
    "Boom",
    "States.QueryEvaluationError",
    "States.Runtime"
  };
  private static final String[] RESOURCES = {
    "arn:aws:lambda:eu-west-1:111111111111:function:f",
    "arn:aws:states:::lambda:invoke",
    "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
    "arn:aws:states:::states:startExecution.sync:2",
    "arn:aws:states:eu-west-1:111111111111:activity:a"
  };
  private static final String[] TYPES = {
    "Pass", "Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map", "Map"
  };

  private static final String RESULT = "$states.result";
  private static final String ERROR_OUTPUT = "$states.errorOutput";

  private final Random random;
  private final boolean legal;

  /** The language of the machine: JSONata, or else JSONPath. */
  private boolean language;

  /** Whether what is being made may speak of the state's result. */
  private boolean resultAtHand;

  RandomMachines(long seed) {
    this(seed, false);
  }

  RandomMachines(long seed, boolean legal) {
    this.random = new Random(seed);
    this.legal = legal;
  }

  ObjectNode machine() {
    boolean jsonata = random.nextInt(3) == 0;
    language = jsonata;
    ObjectNode machine = scope(2, "s");
    if (jsonata) {
      machine.put("QueryLanguage", "JSONata");
    }
    if (random.nextInt(10) == 0) {
      machine.put("TimeoutSeconds", random.nextInt(100) + 1);
    }
    return machine;
  }

  private ObjectNode scope(int depth, String prefix) {
    ObjectNode scope = Driver.JSON.createObjectNode();
    ObjectNode states = scope.put("StartAt", prefix + 0).putObject("States");
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      // The machine's language, for a state's own is not that of the states in it.
      states.set(prefix + i, state(depth, language, prefix, i, count));
    }
    return scope;
  }

  private ObjectNode state(int depth, boolean inherited, String prefix, int index, int count) {
    ObjectNode state = Driver.JSON.createObjectNode();
    String type = pick(TYPES);
    boolean nested = type.equals("Map") || type.equals("Parallel");
    boolean ends = type.equals("Succeed") || type.equals("Fail");
    boolean misplaced = index == count - 1 ? type.equals("Choice") : ends;
    if ((depth == 0 && nested) || (legal && misplaced)) {
      type = "Pass";
    }
    state.put("Type", type);
    boolean jsonata = inherited || random.nextInt(6) == 0;
    if (jsonata && !inherited) {
      state.put("QueryLanguage", "JSONata");
    }
    boolean jump = random.nextInt(8) == 0 && !legal;
    String next = prefix + (jump ? random.nextInt(count) : index + 1);
    boolean last = index == count - 1 && next.equals(prefix + count);
    switch (type) {
      case "Succeed", "Fail" -> {}
      case "Choice" -> choice(state, jsonata, prefix, index, count);
      default -> {
        if (last) {
          state.put("End", true);
        } else {
          state.put("Next", next);
        }
      }
    }
    switch (type) {
      case "Task" -> task(state, jsonata);
      case "Wait" -> waiting(state, jsonata);
      case "Fail" -> state.put("Error", "Boom").put("Cause", "made up");
      case "Parallel" -> {
        ArrayNode branches = state.putArray("Branches");
        for (int i = random.nextInt(3); i >= 0; i--) {
          branches.add(scope(depth - 1, prefix + index + "b" + i + "s"));
        }
      }
      case "Map" -> map(state, jsonata, depth, prefix + index + "i");
      default -> {}
    }
    flow(state, type, jsonata, depth, prefix, count);
    return state;
  }

  private void choice(ObjectNode state, boolean jsonata, String prefix, int index, int count) {
    ArrayNode choices = state.putArray("Choices");
    for (int i = random.nextInt(2); i >= 0; i--) {
      ObjectNode rule = choices.addObject();
      if (jsonata) {
        rule.put("Condition", expression());
      } else {
        rule.put("Variable", pick(PATHS));
        switch (random.nextInt(5)) {
          case 0 -> rule.put("IsPresent", random.nextBoolean());
          case 1 -> rule.put("NumericGreaterThan", random.nextInt(5));
          case 2 -> rule.put("StringMatches", "*a*");
          case 3 -> rule.put("StringEqualsPath", pick(PATHS));
          default -> rule.put("TimestampLessThan", "2030-01-01T00:00:00Z");
        }
      }
      rule.put("Next", prefix + random.nextInt(count));
    }
    if (legal) {
      state.put("Default", prefix + (index + 1));
    } else if (random.nextInt(3) > 0) {
      state.put("Default", prefix + (count - 1));
    }
  }

  private void task(ObjectNode state, boolean jsonata) {
    state.put("Resource", pick(RESOURCES));
    if (random.nextInt(2) == 0) {
      state.put("TimeoutSeconds", 1 + random.nextInt(50));
    }
    int limit = state.path("TimeoutSeconds").asInt(100);
    if (random.nextInt(4) == 0 && (limit > 1 || !legal)) {
      int heartbeat = 1 + random.nextInt(20);
      state.put("HeartbeatSeconds", legal ? Math.min(heartbeat, limit - 1) : heartbeat);
    }
    if (!jsonata && random.nextInt(4) == 0) {
      state.set("ResultSelector", template(false, 1));
    }
  }

  private void waiting(ObjectNode state, boolean jsonata) {
    switch (random.nextInt(4)) {
      case 0 -> state.put("Seconds", random.nextInt(1000));
      case 1 -> state.put("Timestamp", "2024-06-01T00:00:00Z");
      case 2 -> {
        if (jsonata) {
          state.put("Seconds", expression());
        } else {
          state.put("SecondsPath", pick(legal ? PLACES : PATHS));
        }
      }
      default -> {
        if (jsonata) {
          state.put("Timestamp", expression());
        } else {
          state.put("TimestampPath", pick(legal ? PLACES : PATHS));
        }
      }
    }
  }

  private void map(ObjectNode state, boolean jsonata, int depth, String prefix) {
    ObjectNode processor = scope(depth - 1, prefix);
    if (random.nextInt(3) == 0) {
      processor
          .putObject("ProcessorConfig")
          .put("Mode", "DISTRIBUTED")
          // Few things are legal inside an Express machine.
          .put("ExecutionType", random.nextBoolean() && !legal ? "EXPRESS" : "STANDARD");
      if (random.nextInt(3) == 0) {
        state.putObject("ItemBatcher").put("MaxItemsPerBatch", 2);
      }
      if (random.nextInt(3) == 0) {
        state.putObject("ItemReader").put("Resource", "arn:aws:states:::s3:getObject");
      }
      if (random.nextInt(3) == 0) {
        state.putObject("ResultWriter").put("Resource", "arn:aws:states:::s3:putObject");
      }
    }
    state.set("ItemProcessor", processor);
    state.put("MaxConcurrency", random.nextInt(4));
    if (random.nextInt(3) == 0) {
      state.put("ToleratedFailurePercentage", random.nextInt(100));
    }
    if (jsonata) {
      state.put("Items", random.nextBoolean() ? "{% [1, 2, 3] %}" : expression());
    } else if (random.nextInt(2) == 0) {
      state.put("ItemsPath", "$.list");
    }
    if (random.nextInt(3) == 0) {
      state.set("ItemSelector", template(jsonata, 1));
    }
  }

  private void flow(
      ObjectNode state, String type, boolean jsonata, int depth, String prefix, int count) {
    boolean ends = type.equals("Fail") || type.equals("Succeed") || type.equals("Choice");
    boolean works = type.equals("Task") || type.equals("Parallel") || type.equals("Map");
    resultAtHand = works;
    if (jsonata) {
      if (random.nextInt(2) == 0 && !type.equals("Fail") && !type.equals("Choice")) {
        state.set("Output", template(true, 2));
      }
      resultAtHand = false;
      if (random.nextInt(2) == 0 && (type.equals("Task") || type.equals("Parallel"))) {
        state.set("Arguments", template(true, 1));
      }
      resultAtHand = works;
    } else if (!type.equals("Fail")) {
      if (random.nextInt(5) == 0) {
        state.put("InputPath", random.nextInt(4) == 0 ? null : pick(PATHS));
      }
      if (random.nextInt(6) == 0) {
        state.put("OutputPath", random.nextInt(4) == 0 ? null : pick(PATHS));
      }
      if (!ends && !type.equals("Wait")) {
        if (random.nextInt(3) == 0) {
          state.put("ResultPath", random.nextInt(4) == 0 ? null : pick(PLACES));
        }
        if (random.nextInt(3) == 0 && !type.equals("Map")) {
          state.set("Parameters", template(false, 2));
        }
      }
    }
    if (random.nextInt(4) == 0 && !type.equals("Fail") && !type.equals("Succeed")) {
      // A scope may not assign what a scope around it has.
      String variable = legal && depth < 2 ? "v" + depth : "v";
      state
          .putObject("Assign")
          .put(jsonata ? variable : variable + ".$", jsonata ? expression() : pick(PATHS));
    }
    resultAtHand = false;
    if (legal && type.equals("Task")) {
      required(state, jsonata ? "Arguments" : "Parameters");
    }
    if (works) {
      if (random.nextInt(2) == 0) {
        ObjectNode retrier = state.putArray("Retry").addObject();
        retrier.putArray("ErrorEquals").add(pick(ERRORS));
        retrier.put("MaxAttempts", random.nextInt(3)).put("BackoffRate", 1.5);
        if (random.nextBoolean()) {
          retrier.put("JitterStrategy", "FULL").put("MaxDelaySeconds", 5);
        }
      }
      if (random.nextInt(2) == 0) {
        ObjectNode catcher = state.putArray("Catch").addObject();
        catcher.putArray("ErrorEquals").add(pick(ERRORS));
        catcher.put("Next", prefix + (count - 1));
      }
    }
  }

  /** What the service that is called asks for. */
  private static void required(ObjectNode state, String field) {
    String resource = state.path("Resource").asText();
    if (resource.contains(":::lambda:")) {
      state.withObject("/" + field).put("FunctionName", "f");
    } else if (resource.contains(":::sqs:")) {
      state.withObject("/" + field).put("QueueUrl", "q").put("MessageBody", "m");
    } else if (resource.contains(":::states:")) {
      state.withObject("/" + field).put("StateMachineArn", "s");
    }
  }

  private JsonNode template(boolean jsonata, int depth) {
    ObjectNode template = Driver.JSON.createObjectNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String name = "abcn".substring(i, i + 1);
      if (depth > 0 && random.nextInt(4) == 0) {
        template.set(name, template(jsonata, depth - 1));
      } else if (random.nextInt(3) == 0) {
        template.set(name, value(1));
      } else if (jsonata) {
        template.put(name, expression());
      } else {
        template.put(name + ".$", random.nextInt(3) == 0 ? pick(CALLS) : pick(PATHS));
      }
    }
    return template;
  }

  private String expression() {
    String picked = pick(EXPRESSIONS);
    boolean absent = picked.equals(ERROR_OUTPUT) || (picked.equals(RESULT) && !resultAtHand);
    return "{% " + (legal && absent ? "$states.input" : picked) + " %}";
  }

  JsonNode input() {
    ObjectNode input = Driver.JSON.createObjectNode();
    input.set("a", value(2));
    input.set("b", value(1));
    input.put("n", random.nextInt(5)).put("s", "a,b");
    ArrayNode list = input.putArray("list");
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(value(1));
    }
    return random.nextInt(20) == 0 ? value(1) : input;
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> Driver.JSON.getNodeFactory().numberNode(random.nextInt(10));
      case 1 -> Driver.JSON.getNodeFactory().textNode("abc");
      case 2 -> Driver.JSON.getNodeFactory().booleanNode(random.nextBoolean());
      case 3 -> Driver.JSON.getNodeFactory().nullNode();
      case 4 -> Driver.JSON.getNodeFactory().numberNode(random.nextInt(100) / 8.0);
      case 5 -> Driver.JSON.createArrayNode().add(value(depth - 1)).add(value(depth - 1));
      default -> Driver.JSON.createObjectNode().set("a", value(depth - 1));
    };
  }

  /** What services answer; follows from the effect alone, so that every run gets the same. */
  static List<Event> answer(Effect effect, Instant now) {
    List<Event> events = new ArrayList<>();
    switch (effect) {
      case Effect.Call call -> {
        Random random = new Random(call.ticket() * 31 + call.state().hashCode());
        if (random.nextBoolean()) {
          events.add(new Event.TaskStarted(now, call.ticket(), "worker"));
        }
        if (random.nextInt(3) == 0) {
          events.add(new Event.TaskSubmitted(now, call.ticket(), call.arguments()));
          events.add(new Event.TaskHeartbeat(now, call.ticket()));
        }
        switch (random.nextInt(6)) {
          case 0 -> events.add(new Event.TaskFailed(now, call.ticket(), "Boom", "made up"));
          case 1 -> events.add(new Event.TaskTimedOut(now, call.ticket(), null, null));
          case 2 -> {
            // No answer: the time limits decide, or nothing does.
          }
          default -> events.add(new Event.TaskSucceeded(now, call.ticket(), call.arguments()));
        }
      }
      case Effect.ReadItems read ->
          events.add(
              read.ticket() % 4 == 0
                  ? new Event.TransferFailed(now, read.ticket(), "no such object")
                  : new Event.ItemsRead(
                      now, read.ticket(), Driver.JSON.createArrayNode().add(1).add(2).add(3)));
      case Effect.WriteResults write ->
          events.add(new Event.ResultsWritten(now, write.ticket(), write.results()));
      default -> {}
    }
    return events;
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
