package dev.aileron.kinds.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.NameRef;
import dev.aileron.api.PublishedVersion;
import dev.aileron.api.RoleRef;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowDeletionPolicy;
import dev.aileron.api.WorkflowEncryption;
import dev.aileron.api.WorkflowLogging;
import dev.aileron.api.WorkflowLogging.Level;
import dev.aileron.api.WorkflowSpec;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.api.WorkflowType;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.conditions.Condition;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.plan.Plan;
import dev.aileron.kernel.status.Facts;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kernel.status.Situation;
import dev.aileron.kernel.status.StatusContract;
import dev.aileron.kernel.status.StatusRules;
import dev.aileron.kinds.workflow.ModelStepFunctions.Published;
import dev.aileron.kinds.workflow.ModelStepFunctions.StateMachine;
import dev.aileron.kube.Dependents;
import dev.aileron.kube.ExternalKind.Outcome;
import dev.aileron.kube.ExternalKind.Reading;
import dev.aileron.kube.KnownObjects;
import dev.aileron.kube.Resolution;
import dev.aileron.kube.StatusHead;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One Workflow and one model of Step Functions, passes over the object as the template makes them,
 * and things that go wrong between any two steps. Every status that is written is checked.
 */
final class WorkflowWorld {
  static final String NAME = "shop-order";
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final int MANY_PASSES = 80;
  private static final YAMLMapper YAML = new YAMLMapper();

  final ModelStepFunctions sfn = new ModelStepFunctions();
  final KnownObjects objects = new KnownObjects();
  final Workflow object = new Workflow();

  /** Null if none is configured. */
  @Nullable AwsEnvironment environment =
      new AwsEnvironment("eu-west-1", "111122223333", null, null, "", "test", Map.of());

  private final WorkflowKind kind;

  /** The steps that the object's Events would tell of. */
  final List<String> told = new ArrayList<>();

  private final Deque<Crash> crashes = new ArrayDeque<>();
  private final Map<String, Runnable> afterwards = new HashMap<>();

  /** What goes wrong at a step. */
  enum Crash {
    NONE,
    /** AWS refuses the call and does nothing. */
    THROTTLED,
    /** The process dies before the status is written. */
    STATUS_NOT_WRITTEN,
    /** The object comes back from a backup without any status. */
    STATUS_LOST,
    /** AWS did it, the answer never came. */
    REPLY_LOST
  }

  /** How a definition is written. */
  enum Form {
    TREE,
    JSON,
    YAML
  }

  /** What a version keeps besides definition and role. */
  enum Settings {
    NONE(null, false, null),
    LOGGED(log(Level.ERROR), false, null),
    LOGGED_IN_FULL(log(Level.ALL), false, null),
    TRACED(null, true, null),
    ENCRYPTED(null, false, new WorkflowEncryption(KEY, 300)),
    ALL(log(Level.FATAL), true, new WorkflowEncryption(KEY, 60));

    private final @Nullable WorkflowLogging logging;
    private final boolean tracing;
    private final @Nullable WorkflowEncryption encryption;

    Settings(
        @Nullable WorkflowLogging logging,
        boolean tracing,
        @Nullable WorkflowEncryption encryption) {
      this.logging = logging;
      this.tracing = tracing;
      this.encryption = encryption;
    }

    private static WorkflowLogging log(Level level) {
      return new WorkflowLogging(
          level,
          level == Level.ALL,
          "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/states/order");
    }
  }

  private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234";

  /** A spec, as far as these tests vary it. */
  record Variant(
      int seconds,
      String role,
      Settings settings,
      List<String> functions,
      Form form,
      Map<String, String> tags) {
    boolean sameContent(Variant other) {
      return seconds == other.seconds
          && role.equals(other.role)
          && settings == other.settings
          && functions.equals(other.functions);
    }

    Variant withSeconds(int other) {
      return new Variant(other, role, settings, functions, form, tags);
    }

    Variant withRole(String other) {
      return new Variant(seconds, other, settings, functions, form, tags);
    }

    Variant withTags(Map<String, String> other) {
      return new Variant(seconds, role, settings, functions, form, other);
    }

    WorkflowSpec spec() {
      JsonNode tree = definition();
      try {
        return new WorkflowSpec(
            null,
            WorkflowType.Standard,
            form == Form.TREE ? tree : null,
            switch (form) {
              case TREE -> null;
              case JSON -> tree.toPrettyString();
              case YAML -> YAML.writeValueAsString(tree);
            },
            null,
            List.of(
                new WorkflowSpec.Substitution("Seconds", "not-used", null, null),
                new WorkflowSpec.Substitution("Ship", null, new NameRef("ship"), null)),
            new RoleRef("arn:aws:iam::111122223333:role/" + role),
            tags,
            settings.logging,
            settings.tracing,
            settings.encryption,
            null,
            WorkflowDeletionPolicy.Drain,
            false,
            900);
      } catch (JsonProcessingException e) {
        throw new AssertionError(e);
      }
    }

    /** Waits, then runs its functions one after the other. */
    private JsonNode definition() {
      ObjectNode definition = JsonNodeFactory.instance.objectNode();
      definition.put("QueryLanguage", "JSONata");
      definition.put("StartAt", "Wait");
      ObjectNode states = definition.putObject("States");
      ObjectNode last = states.putObject("Wait").put("Type", "Wait").put("Seconds", seconds);
      for (String function : functions) {
        last.put("Next", function);
        last =
            states
                .putObject(function)
                .put("Type", "Task")
                .put("Resource", "arn:aws:states:::lambda:invoke");
        String name = function.equals("ship") ? "${Ship}" : "${function:" + function + "}";
        last.putObject("Arguments").put("FunctionName", name);
      }
      last.put("End", true);
      return definition;
    }
  }

  WorkflowWorld() {
    kind =
        new WorkflowKind(
            _ -> Optional.ofNullable(environment),
            objects,
            new WorkflowDesiredFactory.Seen(new Dependents(), new Dependents()),
            sfn,
            KnownObjects.noReleases());
    object.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace("shop")
            .withName("order")
            .withUid("uid-1")
            .withGeneration(0L)
            .build());
    publishFunction("charge", 1);
    publishFunction("ship", 1);
  }

  /** A function has this version of its only generation. */
  void publishFunction(String name, int version) {
    objects.functions.put(name, function(name, version));
  }

  static ServerlessFunction function(String name, int version) {
    ServerlessFunction function = new ServerlessFunction();
    function.setMetadata(
        new ObjectMetaBuilder().withNamespace("shop").withName(name).withGeneration(1L).build());
    function.setStatus(
        new FunctionStatus(
            1L,
            List.of(),
            null,
            "shop-" + name,
            null,
            null,
            new PublishedVersion(String.valueOf(version), functionARN(name, version), 1L),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    return function;
  }

  static String functionARN(String name, int version) {
    return "arn:aws:lambda:eu-west-1:111122223333:function:shop-" + name + ":" + version;
  }

  void crashes(List<Crash> coming) {
    crashes.addAll(coming);
  }

  /** Does something once, after the next step of this name. */
  void after(Class<? extends WorkflowStep> step, Runnable action) {
    afterwards.put(step.getSimpleName(), action);
  }

  /** Applies a spec: a new generation, seen before anything is asked of AWS. */
  void apply(Variant variant) {
    object.setSpec(variant.spec());
    object.getMetadata().setGeneration(object.getMetadata().getGeneration() + 1);
  }

  /** Applies a spec and makes passes until nothing is left to do. */
  Workflow converge(Variant variant) {
    apply(variant);
    return converge();
  }

  /** Makes passes until nothing is left to do. */
  Workflow converge() {
    for (int i = 0; i < MANY_PASSES; i++) {
      sfn.settle();
      if (pass()) {
        return object;
      }
    }
    throw new AssertionError("Not done after " + MANY_PASSES + " passes: " + sfn.calls);
  }

  /** One pass, as the template makes it; true if nothing is left to do. */
  boolean pass() {
    seen();
    WorkflowDesired desired = desired();
    Pass pass = new Pass(desired);
    try {
      pass.run(Reading.TRUST_STATUS);
    } catch (AwsFailure first) {
      AwsErrors.Reaction reaction = AwsErrors.reaction(first);
      if (reaction != AwsErrors.Reaction.READ_AGAIN && reaction != AwsErrors.Reaction.GONE) {
        return pass.failed(first);
      }
      try {
        pass.run(Reading.EVERYTHING);
      } catch (AwsFailure second) {
        return pass.failed(second);
      }
    }
    return pass.done;
  }

  private void seen() {
    Long observed = object.getStatus() == null ? null : object.getStatus().observedGeneration();
    if (!object.getMetadata().getGeneration().equals(observed)) {
      write(null, null, new Situation.Working(Reason.Updating, "seen"));
    }
  }

  private final class Pass {
    private final WorkflowDesired desired;
    private @Nullable WorkflowObserved observed;
    private boolean done;

    Pass(WorkflowDesired desired) {
      this.desired = desired;
    }

    void run(Reading reading) {
      observed = kind.observe(object, desired, reading);
      while (true) {
        Plan<WorkflowStep> plan = kind.plan(desired, observed);
        if (plan.steps().isEmpty()) {
          done = plan.isSatisfied();
          write(desired, observed, situation(plan.hold()));
          return;
        }
        Hold lost = claim();
        if (lost != null) {
          write(desired, observed, situation(lost));
          return;
        }
        if (step(plan.steps().getFirst())) {
          return;
        }
      }
    }

    private @Nullable Hold claim() {
      object.setStatus(kind.claiming(object, desired));
      return kind.recheck(object, desired);
    }

    /** True if the pass ends here. */
    private boolean step(WorkflowStep step) {
      Crash crash = crashes.isEmpty() ? Crash.NONE : crashes.pop();
      if (crash == Crash.THROTTLED) {
        throw new AwsFailure("sfn", "X", "ThrottlingException", 400, "Rate exceeded", null, null);
      }
      WorkflowObserved after = kind.execute(step, desired, observed);
      if (kind.outcome(step, desired, observed, after) != Outcome.NOTHING) {
        told.add(step.summary());
      }
      Runnable action = afterwards.remove(step.getClass().getSimpleName());
      if (action != null) {
        action.run();
      }
      switch (crash) {
        case NONE, THROTTLED -> observed = after;
        case STATUS_NOT_WRITTEN -> {}
        case STATUS_LOST -> object.setStatus(null);
        case REPLY_LOST ->
            throw new AwsFailure("sfn", "X", AwsFailure.NO_ANSWER, 0, "reset", null, null);
      }
      return crash != Crash.NONE;
    }

    boolean failed(AwsFailure failure) {
      write(desired, observed, situation(AwsErrors.hold(failure)));
      return false;
    }
  }

  private Situation situation(@Nullable Hold hold) {
    return switch (hold) {
      case null -> new Situation.InSync("in sync");
      case Hold.Settling h -> new Situation.Working(h.reason(), h.message());
      case Hold.Waiting h -> new Situation.Waiting(h.reason(), h.message());
      case Hold.Stalled h -> new Situation.Stalled(h.reason(), h.message());
    };
  }

  private void write(
      @Nullable WorkflowDesired desired, @Nullable WorkflowObserved observed, Situation situation) {
    long generation = object.getMetadata().getGeneration();
    List<Condition> previous =
        object.getStatus() == null ? List.of() : object.getStatus().conditions();
    Facts facts = kind.facts(object, desired, observed);
    List<Condition> conditions =
        StatusContract.conditions(situation, facts, previous, generation, NOW);
    WorkflowStatus status =
        kind.status(object, desired, observed, new StatusHead(generation, conditions, null));
    assertThat(StatusRules.violations(status.observedGeneration(), conditions, generation))
        .isEmpty();
    object.setStatus(status);
  }

  /** What would be done now. */
  Plan<WorkflowStep> planNow() {
    WorkflowDesired desired = desired();
    return kind.plan(desired, kind.observe(object, desired, Reading.TRUST_STATUS));
  }

  /** What would be done now if everything were read. */
  Plan<WorkflowStep> planAfterReadingEverything() {
    WorkflowDesired desired = desired();
    return kind.plan(desired, kind.observe(object, desired, Reading.EVERYTHING));
  }

  void forgetCalls() {
    sfn.calls.clear();
    sfn.writes.clear();
  }

  WorkflowDesired desired() {
    return switch (resolve()) {
      case Resolution.Resolved<WorkflowDesired> resolved -> resolved.desired();
      case Resolution.Held<WorkflowDesired> held -> throw new AssertionError(held.hold());
    };
  }

  Resolution<WorkflowDesired> resolve() {
    return kind.resolve(object);
  }

  @Nullable Hold delete() {
    return kind.delete(object);
  }

  StateMachine machine() {
    return sfn.of(NAME);
  }

  /** The version that has all new executions. */
  Published served() {
    Map<String, Integer> routing = machine().aliases.get("live");
    assertThat(routing).hasSize(1);
    String arn = routing.keySet().iterator().next();
    return machine().versions.stream()
        .filter(published -> published.version().arn().equals(arn))
        .findFirst()
        .orElseThrow();
  }

  /** AWS has what the object asks for, the status says so, and there is nothing to do. */
  void assertThatAllIsAsDesired() {
    WorkflowDesired desired = desired();
    Published served = served();
    assertThat(served.version().content()).isEqualTo(desired.content());
    assertThat(served.description()).isEqualTo(desired.versionDescription());
    assertThat(machine().content).isEqualTo(desired.content());
    assertThat(machine().tags).isEqualTo(desired.tags());
    WorkflowStatus status = object.getStatus();
    assertThat(status.published())
        .isEqualTo(
            new PublishedVersion(
                served.version().number(),
                served.version().arn(),
                object.getMetadata().getGeneration()));
    assertThat(status.pins()).isEqualTo(desired.pins());
    assertThat(status.stable().version()).isEqualTo(served.version().number());
    assertThat(status.aliasARN()).isEqualTo(machine().arn + ":live");
    assertThat(planNow().isSatisfied()).isTrue();
    assertThat(planAfterReadingEverything().isSatisfied()).isTrue();
  }
}
