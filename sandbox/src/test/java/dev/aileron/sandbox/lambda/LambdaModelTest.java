package dev.aileron.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.control.Code;
import dev.aileron.sandbox.lambda.control.CodeStore;
import dev.aileron.sandbox.lambda.control.ControlPlane;
import dev.aileron.sandbox.lambda.control.EventSourceMapping;
import dev.aileron.sandbox.lambda.control.LambdaRegion;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** Whatever is done in whatever order, some things hold. */
class LambdaModelTest {

  private static final List<String> FUNCTIONS = List.of("f", "g");
  private static final List<String> CODES =
      List.of(archive("v = 1"), archive("v = 2"), archive("v = 3"));
  private static final CodeStore STORE = store();
  private static final Caller CALLER =
      new Caller(Lambda.ACCOUNT, Lambda.REGION, "arn:aws:iam::" + Lambda.ACCOUNT + ":root", null);

  /** One operation on one function, with two numbers that say what exactly. */
  record Step(Kind kind, int function, int first, int second) {}

  enum Kind {
    CREATE,
    UPDATE_CODE,
    UPDATE_CONFIGURATION,
    DRY_RUN,
    PUBLISH,
    CREATE_ALIAS,
    UPDATE_ALIAS,
    DELETE_ALIAS,
    DELETE_VERSION,
    DELETE_FUNCTION,
    ADD_PERMISSION,
    RESERVE,
    TAG,
    PASS_TIME
  }

  @Provide
  Arbitrary<List<Step>> sequences() {
    var steps =
        net.jqwik.api.Combinators.combine(
                Arbitraries.of(Kind.class),
                Arbitraries.integers().between(0, 1),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 3))
            .as(Step::new);
    return steps.list().ofMinSize(5).ofMaxSize(30);
  }

  @Property(tries = 10_000, shrinking = ShrinkingMode.BOUNDED)
  void keepsItsPromises(@ForAll("sequences") List<Step> steps) throws InterruptedException {
    var machine = new Machine();
    machine.call("CreateFunction", machine.creation(0, 0));
    for (var step : steps) {
      machine.take(step);
      machine.check();
    }
  }

  /** The control plane with what is known of it from outside. */
  private static final class Machine {

    private final TestClock clock = new TestClock();
    private final ControlPlane plane =
        new ControlPlane(
            STORE, (arn, principal) -> Roles.Answer.ASSUMABLE, Settings.real(7), new Nothing());
    private final Map<String, JsonNode> published = new HashMap<>();
    private final Map<String, Integer> highest = new HashMap<>();
    private final Map<String, String> revisions = new HashMap<>();
    private final Set<String> moved = new HashSet<>();
    private boolean mayMove;

    void take(Step step) throws InterruptedException {
      var name = FUNCTIONS.get(step.function());
      moved.clear();
      mayMove = false;
      switch (step.kind()) {
        case CREATE ->
            moves(name, call("CreateFunction", creation(step.function(), step.first() % 3)));
        case UPDATE_CODE ->
            moves(
                name,
                call(
                    "UpdateFunctionCode", named(name).put("ZipFile", CODES.get(step.first() % 3))));
        case UPDATE_CONFIGURATION ->
            moves(
                name,
                call(
                    "UpdateFunctionConfiguration",
                    named(name).put("Description", "d" + step.first())));
        case DRY_RUN ->
            call(
                "UpdateFunctionCode",
                named(name).put("ZipFile", CODES.get(step.first() % 3)).put("DryRun", true));
        case PUBLISH -> publish(name);
        case CREATE_ALIAS, UPDATE_ALIAS -> alias(name, step);
        case DELETE_ALIAS -> call("DeleteAlias", named(name).put("Name", "a" + step.first() % 2));
        case DELETE_VERSION -> deleteVersion(name, step);
        case DELETE_FUNCTION -> delete(name);
        case ADD_PERMISSION ->
            call(
                "AddPermission",
                named(name)
                    .put("StatementId", "s" + step.first())
                    .put("Action", "lambda:InvokeFunction")
                    .put("Principal", "*"));
        case RESERVE ->
            call(
                "PutFunctionConcurrency",
                named(name).put("ReservedConcurrentExecutions", step.first()));
        case TAG -> tag(name, step);
        case PASS_TIME -> {
          clock.advance(Duration.ofSeconds(step.first() * 2L));
          mayMove = true; // A change that is through moves the revision once more.
        }
      }
    }

    private void moves(String name, JsonNode answer) {
      if (!answer.has("error")) {
        moved.add(name);
      }
    }

    private void publish(String name) throws InterruptedException {
      var before = latest(name);
      var answer = call("PublishVersion", named(name));
      if (answer.has("error")) {
        return;
      }
      var number = answer.path("Version").asText();
      var key = name + ":" + number;
      if (!published.containsKey(key)) {
        // A new version has a number that never was, and moves the function's revision.
        assertThat(Integer.parseInt(number)).isGreaterThan(highest.getOrDefault(name, 0));
        highest.put(name, Integer.parseInt(number));
        assertThat(latest(name).path("RevisionId")).isNotEqualTo(before.path("RevisionId"));
        moved.add(name);
      }
      assertThat(answer.path("CodeSha256")).isEqualTo(before.path("CodeSha256"));
      published.put(key, frozen(key));
    }

    private JsonNode latest(String name) throws InterruptedException {
      return call("GetFunctionConfiguration", named(name));
    }

    private JsonNode frozen(String key) throws InterruptedException {
      var parts = key.split(":");
      return call("GetFunctionConfiguration", named(parts[0]).put("Qualifier", parts[1]));
    }

    private void alias(String name, Step step) throws InterruptedException {
      var input =
          named(name)
              .put("Name", "a" + step.second() % 2)
              .put("FunctionVersion", String.valueOf(step.first()));
      if (step.second() > 1) {
        input
            .putObject("RoutingConfig")
            .putObject("AdditionalVersionWeights")
            .put(String.valueOf(step.second()), 0.25);
      }
      call(step.kind() == Kind.CREATE_ALIAS ? "CreateAlias" : "UpdateAlias", input);
    }

    private void deleteVersion(String name, Step step) throws InterruptedException {
      var number = String.valueOf(step.first() + 1);
      var answer = call("DeleteFunction", named(name).put("Qualifier", number));
      if (!answer.has("error")) {
        published.remove(name + ":" + number);
      }
    }

    private void delete(String name) throws InterruptedException {
      var answer = call("DeleteFunction", named(name));
      if (!answer.has("error")) {
        published.keySet().removeIf(key -> key.startsWith(name + ":"));
        revisions.remove(name);
      }
    }

    private void tag(String name, Step step) throws InterruptedException {
      var input = Reply.object().put("Resource", Scenario.arn(name));
      input.putObject("Tags").put("k" + step.first(), "v");
      call("TagResource", input);
    }

    void check() throws InterruptedException {
      for (var entry : published.entrySet()) {
        assertThat(frozen(entry.getKey()))
            .as("version %s never changes", entry.getKey())
            .isEqualTo(entry.getValue());
      }
      for (var name : FUNCTIONS) {
        checkAliases(name);
        checkRevision(name);
      }
    }

    private void checkAliases(String name) throws InterruptedException {
      var aliases = call("ListAliases", named(name)).path("Aliases");
      for (var alias : aliases) {
        double extra = 0;
        assertThat(frozen(name + ":" + alias.path("FunctionVersion").asText()).has("error"))
            .as("alias %s dangles", alias)
            .isFalse();
        var weights = alias.path("RoutingConfig").path("AdditionalVersionWeights");
        for (var weight : weights.properties()) {
          assertThat(frozen(name + ":" + weight.getKey()).has("error"))
              .as("alias %s dangles", alias)
              .isFalse();
          assertThat(weight.getKey()).isNotEqualTo(alias.path("FunctionVersion").asText());
          extra += weight.getValue().doubleValue();
        }
        assertThat(weights.size()).isLessThanOrEqualTo(1);
        assertThat(extra).isBetween(0.0, 1.0); // The rest is the version's: together they are one.
      }
    }

    private void checkRevision(String name) throws InterruptedException {
      var latest = latest(name);
      if (latest.has("error")) {
        return;
      }
      var revision = latest.path("RevisionId").asText();
      var before = revisions.put(name, revision);
      if (before != null && !moved.contains(name) && !mayMove) {
        assertThat(revision).as("revision of %s", name).isEqualTo(before);
      }
      if (before != null && moved.contains(name)) {
        assertThat(revision).as("revision of %s", name).isNotEqualTo(before);
      }
    }

    private static ObjectNode named(String name) {
      return Reply.object().put("FunctionName", name);
    }

    ObjectNode creation(int function, int code) {
      var input =
          named(FUNCTIONS.get(function))
              .put("Runtime", "python3.12")
              .put("Handler", "handler.handler")
              .put("Role", Lambda.ROLE);
      input.putObject("Code").put("ZipFile", CODES.get(code));
      return input;
    }

    JsonNode call(String operation, ObjectNode input) throws InterruptedException {
      try {
        var answer =
            plane.handle(operation, CALLER, clock.instant(), new Input(input, new byte[0]));
        return answer == null ? Reply.object() : answer.deepCopy();
      } catch (AwsError refused) {
        return Reply.object().put("error", refused.code());
      }
    }
  }

  /** What the control plane never needs here. */
  private static final class Nothing implements ControlPlane.Surroundings {

    @Override
    public String location(Code code) {
      return "";
    }

    @Override
    public String address(String urlId) {
      return "";
    }

    @Override
    public void changed(LambdaRegion region, EventSourceMapping mapping) {}

    @Override
    public void check(Caller caller, EventSourceMapping.Source source, String arn, int timeout) {}
  }

  private static String archive(String source) {
    return Base64.getEncoder().encodeToString(Archives.of("handler.py", source));
  }

  private static CodeStore store() {
    try {
      return new CodeStore(
          Files.createTempDirectory("code"), new Services(new Lambda.FakeAws(new TestClock())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
