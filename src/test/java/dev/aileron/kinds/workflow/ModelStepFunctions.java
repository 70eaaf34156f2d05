package dev.aileron.kinds.workflow;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Step Functions of one account and region, as AWS documents it: creating what exists already with
 * the same definition succeeds and ignores role and tags; an update takes no revision and moves it
 * only if something changed; publishing is bound to a revision and repeats the version of that
 * revision; aliases have no revision at all; deleting takes a while and ends executions. With
 * {@link #lag} it also reads as AWS does soon after a write: what was before. Time stands still
 * until {@link #settle}.
 */
public final class ModelStepFunctions implements WorkflowGateway {
  private static final Pattern ALIAS_NAME =
      Pattern.compile("^(?=.*[a-zA-Z_\\-.])[a-zA-Z0-9_\\-.]{1,80}$");
  private static final String FIRST = "INITIAL";

  private final Map<String, StateMachine> machines = new HashMap<>();
  private int revisions;

  final List<String> writes = new ArrayList<>();
  final List<String> calls = new ArrayList<>();

  private int lag;
  private boolean revisionsToldOnUpdate = true;

  /** A state machine as AWS keeps it. */
  static final class StateMachine {
    final String arn;
    final String type;
    final List<Published> versions = new ArrayList<>();
    final Map<String, Map<String, Integer>> aliases = new HashMap<>();
    Map<String, String> tags;
    WorkflowContent content;

    /** Null for the first revision. */
    @Nullable String revision;

    boolean deleting;
    int running;
    private @Nullable Machine shown;
    private int staleReads;

    StateMachine(String arn, String type, WorkflowContent content) {
      this.arn = arn;
      this.type = type;
      this.content = content;
      this.tags = Map.of();
    }

    Machine now() {
      return new Machine(
          arn,
          content,
          type,
          deleting ? "DELETING" : "ACTIVE",
          revision == null ? "" : revision,
          false,
          null);
    }

    /** What DescribeStateMachine shows; null if it does not know the state machine yet. */
    private @Nullable Machine read() {
      if (staleReads > 0) {
        staleReads--;
        return shown;
      }
      return now();
    }

    /** So many reads from now on do not know the state machine yet. */
    void hide(int reads) {
      showBefore(null, reads);
    }

    private void showBefore(@Nullable Machine before, int reads) {
      shown = before;
      staleReads = reads;
    }
  }

  /** A version, with the revision that it was made of. */
  record Published(Version version, @Nullable String revision, String description) {}

  /** From now on this many reads after a write still show what was before it. */
  void lag(int reads) {
    lag = reads;
  }

  /** From now on the answer to an update does not name its revision. */
  void keepRevisionsSecret() {
    revisionsToldOnUpdate = false;
  }

  /** From now on reads show what there is. */
  void catchUp() {
    lag = 0;
    machines.values().forEach(machine -> machine.staleReads = 0);
  }

  /** AWS finishes what it was at. */
  void settle() {
    machines.values().removeIf(machine -> machine.deleting && machine.running == 0);
    machines.values().forEach(machine -> machine.running = machine.deleting ? 0 : machine.running);
  }

  StateMachine of(String name) {
    StateMachine machine = machines.get(arn(name));
    if (machine == null) {
      throw new AssertionError("There is no state machine " + name);
    }
    return machine;
  }

  boolean exists(String name) {
    return machines.containsKey(arn(name));
  }

  /** Somebody else changes the definition. */
  void somebodyUpdates(String name, String definition) {
    StateMachine machine = of(name);
    machine.content = machine.content.withDefinition(definition);
    machine.revision = nextRevision();
  }

  /** Somebody else makes a state machine. */
  StateMachine somebodyCreates(String name, String type, WorkflowContent content) {
    StateMachine machine = new StateMachine(arn(name), type, content);
    machines.put(machine.arn, machine);
    return machine;
  }

  /** Somebody else deletes the state machine, and AWS is through with it. */
  void somebodyDeletes(String name) {
    machines.remove(arn(name));
  }

  private static String arn(String name) {
    return "arn:aws:states:eu-west-1:111122223333:stateMachine:" + name;
  }

  @Override
  public String arn(AwsEnvironment environment, String name) {
    return arn(name);
  }

  @Override
  public Optional<Machine> machine(AwsEnvironment environment, String arn) {
    calls.add("DescribeStateMachine");
    return Optional.ofNullable(machines.get(arn)).map(StateMachine::read);
  }

  @Override
  public Map<String, String> tags(AwsEnvironment environment, String arn) {
    calls.add("ListTagsForResource");
    StateMachine machine = machines.get(arn);
    if (machine == null) {
      throw failure("ResourceNotFound", 400, "Resource not found: '" + arn + "'");
    }
    return machine.tags;
  }

  @Override
  public Optional<Version> version(AwsEnvironment environment, String versionARN) {
    calls.add("DescribeStateMachine");
    return Optional.ofNullable(machines.get(machineOf(versionARN)))
        .flatMap(machine -> find(machine, versionARN))
        .map(Published::version);
  }

  @Override
  public Optional<Alias.Present> alias(AwsEnvironment environment, String aliasARN) {
    calls.add("DescribeStateMachineAlias");
    return Optional.ofNullable(machines.get(machineOf(aliasARN)))
        .map(machine -> machine.aliases.get(WorkflowObserved.lastPart(aliasARN)))
        .map(routing -> new Alias.Present(aliasARN, routing));
  }

  @Override
  public String create(AwsEnvironment environment, WorkflowDesired desired) {
    write("CreateStateMachine");
    String arn = arn(desired.name());
    StateMachine existing = machines.get(arn);
    if (existing == null) {
      StateMachine machine = somebodyCreates(desired.name(), desired.type(), desired.content());
      machine.tags = desired.tags();
      machine.showBefore(null, lag);
      return arn;
    }
    if (existing.deleting) {
      throw failure("StateMachineDeleting", 400, "State Machine is being deleted: '" + arn + "'");
    }
    boolean same =
        existing.content.equals(
                new WorkflowContent(
                    desired.content().definition(),
                    existing.content.roleARN(),
                    desired.content().logging(),
                    desired.content().tracing(),
                    desired.content().encryption()))
            && existing.type.equals(desired.type());
    if (!same) {
      throw failure("StateMachineAlreadyExists", 400, "State Machine Already Exists: '%s'", arn);
    }
    return arn;
  }

  @Override
  public Optional<String> update(AwsEnvironment environment, WorkflowStep.UpdateStateMachine step) {
    write("UpdateStateMachine");
    StateMachine machine = require(step.arn());
    if (!machine.content.equals(step.content())) {
      machine.showBefore(machine.now(), lag);
      machine.content = step.content();
      machine.revision = nextRevision();
    }
    return Optional.ofNullable(machine.revision).filter(_ -> revisionsToldOnUpdate);
  }

  @Override
  public void tag(AwsEnvironment environment, WorkflowStep.Tag step) {
    write("TagResource");
    StateMachine machine = require(step.arn());
    machine.tags = new HashMap<>(machine.tags);
    machine.tags.putAll(step.tags());
  }

  @Override
  public void untag(AwsEnvironment environment, WorkflowStep.Untag step) {
    write("UntagResource");
    StateMachine machine = require(step.arn());
    machine.tags = new HashMap<>(machine.tags);
    machine.tags.keySet().removeAll(step.keys());
  }

  @Override
  public String publish(AwsEnvironment environment, WorkflowStep.PublishVersion step) {
    write("PublishStateMachineVersion");
    StateMachine machine = require(step.arn());
    String current = machine.revision == null ? FIRST : machine.revision;
    if (!step.revisionID().equals(current)) {
      throw failure(
          "ConflictException",
          409,
          "Failed to publish the State Machine version for revision %s. The current State Machine"
              + " revision is %s.",
          step.revisionID(),
          current);
    }
    return publish(machine, step.desired().versionDescription());
  }

  /** Somebody else publishes what there is. */
  String somebodyPublishes(String name) {
    return publish(of(name), "");
  }

  private static String publish(StateMachine machine, String description) {
    for (Published published : machine.versions) {
      boolean sameRevision =
          machine.revision == null
              ? published.revision() == null
              : machine.revision.equals(published.revision());
      if (sameRevision) {
        return published.version().arn();
      }
    }
    String number = String.valueOf(machine.versions.size() + 1);
    String arn = machine.arn + ":" + number;
    machine.versions.add(
        new Published(new Version(number, arn, machine.content), machine.revision, description));
    return arn;
  }

  @Override
  public String createAlias(AwsEnvironment environment, WorkflowStep.CreateAlias step) {
    write("CreateStateMachineAlias");
    StateMachine machine = require(machineOf(step.versionARN()));
    if (!ALIAS_NAME.matcher(step.alias()).matches()) {
      throw failure("ValidationException", 400, "Value '%s' at 'name'", step.alias());
    }
    Map<String, Integer> routing = routing(machine, step.versionARN());
    Map<String, Integer> existing = machine.aliases.putIfAbsent(step.alias(), routing);
    if (existing != null && !existing.equals(routing)) {
      throw failure(
          "ConflictException",
          409,
          "Failed to create alias because an alias with the same name and a different routing"
              + " configuration already exists.");
    }
    return machine.arn + ":" + step.alias();
  }

  @Override
  public void updateAlias(AwsEnvironment environment, WorkflowStep.UpdateAlias step) {
    write("UpdateStateMachineAlias");
    StateMachine machine = require(machineOf(step.aliasARN()));
    Map<String, Integer> routing = routing(machine, step.versionARN());
    String alias = WorkflowObserved.lastPart(step.aliasARN());
    if (machine.aliases.replace(alias, routing) == null) {
      throw failure("ResourceNotFound", 400, "Request references a resource that does not exist.");
    }
  }

  private static Map<String, Integer> routing(StateMachine machine, String versionARN) {
    if (find(machine, versionARN).isEmpty()) {
      throw failure("ResourceNotFound", 400, "Request references a resource that does not exist.");
    }
    return Map.of(versionARN, 100);
  }

  @Override
  public int running(AwsEnvironment environment, String arn) {
    calls.add("ListExecutions");
    StateMachine machine = require(arn);
    if (machine.type.equals("EXPRESS")) {
      throw failure(
          "StateMachineTypeNotSupported",
          400,
          "This operation is not supported by this type of state machine");
    }
    return machine.running;
  }

  @Override
  public void delete(AwsEnvironment environment, String arn) {
    write("DeleteStateMachine");
    StateMachine machine = machines.get(arn);
    if (machine != null) {
      machine.deleting = true;
    }
  }

  private void write(String operation) {
    calls.add(operation);
    writes.add(operation);
  }

  private StateMachine require(String arn) {
    StateMachine machine = machines.get(arn);
    if (machine == null) {
      throw failure("StateMachineDoesNotExist", 400, "State Machine Does Not Exist: '%s'", arn);
    }
    if (machine.deleting) {
      throw failure("StateMachineDeleting", 400, "State Machine is being deleted: '%s'", arn);
    }
    return machine;
  }

  private static Optional<Published> find(StateMachine machine, String versionARN) {
    return machine.versions.stream().filter(p -> p.version().arn().equals(versionARN)).findFirst();
  }

  private static String machineOf(String qualifiedARN) {
    return qualifiedARN.substring(0, qualifiedARN.lastIndexOf(':'));
  }

  private String nextRevision() {
    return "revision-" + ++revisions;
  }

  private static AwsFailure failure(String code, int status, String message, Object... values) {
    return new AwsFailure("sfn", "Model", code, status, message.formatted(values), null, null);
  }
}
