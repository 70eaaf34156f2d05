package dev.aileron.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;

/** What a replay of a recording works with: a Lambda, its API, and the recording. */
record Scenario(Lambda lambda, RawLambda api, Recording recording) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A replay. */
  interface Play {
    void play(Scenario scenario) throws Exception;
  }

  static ObjectNode json(String text) throws IOException {
    return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
  }

  static String zip(String source) {
    return Base64.getEncoder().encodeToString(Archives.of("handler.py", source));
  }

  /** The input of a function as most recordings make it. */
  static ObjectNode function(String name) throws IOException {
    var input =
        json(
            "{'Runtime':'python3.12','Handler':'handler.handler','Timeout':30,'Environment':{'Variables':{}}}");
    input.put("FunctionName", name).put("Role", Lambda.ROLE);
    input.putObject("Code").put("ZipFile", zip("v = 1"));
    return input;
  }

  /** The same without environment, with the handler that other recordings have. */
  static ObjectNode plain(String name) throws IOException {
    var input = function(name).put("Handler", "index.handler");
    input.remove("Environment");
    input.remove("Timeout");
    return input;
  }

  JsonNode call(String operation, String input) throws IOException, InterruptedException {
    return api.call(operation, input);
  }

  JsonNode call(String operation, ObjectNode input) throws IOException, InterruptedException {
    return api.call(operation, input);
  }

  /** Calls and compares with the recorded answer of this name. */
  JsonNode match(String answer, String operation, String input)
      throws IOException, InterruptedException {
    return match(answer, operation, json(input));
  }

  JsonNode match(String answer, String operation, ObjectNode input)
      throws IOException, InterruptedException {
    var actual = api.call(operation, input);
    recording.match(answer, actual);
    return actual;
  }

  /**
   * Creates a function and compares it where the recording wraps it with a mapping that is none.
   */
  void matchWrapped(String answer, ObjectNode input) throws IOException, InterruptedException {
    var wrapped = Reply.object();
    wrapped.putNull("CreateEventSourceMappingResponse");
    wrapped.set("CreateFunctionResponse", api.call("CreateFunction", input));
    recording.match(answer, wrapped);
  }

  /** Makes a function and waits until it is Active. */
  void create(ObjectNode input) throws IOException, InterruptedException {
    api.call("CreateFunction", input);
    settle();
  }

  ObjectNode create(String name) throws IOException, InterruptedException {
    var input = function(name);
    create(input);
    return input;
  }

  /** Lets all that settles settle. */
  void settle() {
    lambda.clock.advance(Duration.ofMinutes(2));
  }

  static ObjectNode with(ObjectNode input, Consumer<ObjectNode> change) {
    change.accept(input);
    return input;
  }

  static String arn(String function) {
    return "arn:aws:lambda:%s:%s:function:%s".formatted(Lambda.REGION, Lambda.ACCOUNT, function);
  }
}
