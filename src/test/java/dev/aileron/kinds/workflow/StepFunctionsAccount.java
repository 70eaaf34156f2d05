package dev.aileron.kinds.workflow;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A {@link ModelStepFunctions} for tests with real reconcilers: safe for many threads, with a
 * record of what was asked, by state machine, and calls that can be made to fail. AWS finishes what
 * it was at as soon as somebody looks.
 */
public final class StepFunctionsAccount implements WorkflowGateway {
  private static final Set<String> READS =
      Set.of(
          "DescribeStateMachine",
          "DescribeVersion",
          "DescribeStateMachineAlias",
          "ListTagsForResource",
          "ListExecutions");

  /**
   * A call that was made.
   *
   * @param machine name of the state machine
   */
  public record Call(String machine, String operation) {
    public boolean write() {
      return !READS.contains(operation);
    }
  }

  private final ModelStepFunctions model = new ModelStepFunctions();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Call> done = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<Call>> interceptors = new ConcurrentHashMap<>();

  /** Every call about a state machine, those that failed included. */
  public List<Call> calls(String machine) {
    return calls.stream().filter(call -> call.machine().equals(machine)).toList();
  }

  /** How often an operation was asked for, failed calls included. */
  public long attempts(String machine, String operation) {
    return calls.stream().filter(new Call(machine, operation)::equals).count();
  }

  /** The writes about a state machine that AWS carried out, by operation, in their order. */
  public List<String> writes(String machine) {
    return done.stream()
        .filter(call -> call.machine().equals(machine) && call.write())
        .map(Call::operation)
        .toList();
  }

  /** All writes that AWS carried out. */
  public List<Call> writes() {
    return done.stream().filter(Call::write).toList();
  }

  public synchronized boolean exists(String machine) {
    model.settle();
    return model.exists(machine);
  }

  /** The published versions, oldest first. */
  public synchronized List<Version> versions(String machine) {
    return model.exists(machine)
        ? model.of(machine).versions.stream().map(ModelStepFunctions.Published::version).toList()
        : List.of();
  }

  /** The version that an alias serves. */
  public synchronized Optional<Version> served(String machine, String alias) {
    Map<String, Integer> routing =
        model.exists(machine) ? model.of(machine).aliases.getOrDefault(alias, Map.of()) : Map.of();
    return versions(machine).stream()
        .filter(version -> routing.getOrDefault(version.arn(), 0) == 100)
        .findFirst();
  }

  public synchronized Map<String, String> tags(String machine) {
    return Map.copyOf(model.of(machine).tags);
  }

  /** So many executions run. */
  public synchronized void run(String machine, int executions) {
    model.of(machine).running = executions;
  }

  /** Somebody else changes the tags. */
  public synchronized void retag(String machine, Map<String, String> tags) {
    model.of(machine).tags = tags;
  }

  /** Does something before each call about a state machine; a failure it throws is the answer. */
  public void before(String machine, Consumer<Call> action) {
    interceptors.put(machine, action);
  }

  /** Lets one operation fail until {@link #heal}. */
  public void fail(String machine, String operation, Supplier<? extends RuntimeException> how) {
    before(
        machine,
        call -> {
          if (call.operation().equals(operation)) {
            throw how.get();
          }
        });
  }

  /** Ends {@link #before} and {@link #fail}. */
  public void heal(String machine) {
    interceptors.remove(machine);
  }

  @Override
  public String arn(AwsEnvironment environment, String name) {
    return model.arn(environment, name);
  }

  @Override
  public Optional<Machine> machine(AwsEnvironment environment, String arn) {
    return call(arn, "DescribeStateMachine", () -> model.machine(environment, arn));
  }

  @Override
  public Map<String, String> tags(AwsEnvironment environment, String arn) {
    return call(arn, "ListTagsForResource", () -> model.tags(environment, arn));
  }

  @Override
  public Optional<Version> version(AwsEnvironment environment, String versionARN) {
    return call(versionARN, "DescribeVersion", () -> model.version(environment, versionARN));
  }

  @Override
  public Optional<Alias.Present> alias(AwsEnvironment environment, String aliasARN) {
    return call(aliasARN, "DescribeStateMachineAlias", () -> model.alias(environment, aliasARN));
  }

  @Override
  public String create(AwsEnvironment environment, WorkflowDesired desired) {
    return call(
        arn(environment, desired.name()),
        "CreateStateMachine",
        () -> model.create(environment, desired));
  }

  @Override
  public Optional<String> update(AwsEnvironment environment, WorkflowStep.UpdateStateMachine step) {
    return call(step.arn(), "UpdateStateMachine", () -> model.update(environment, step));
  }

  @Override
  public void tag(AwsEnvironment environment, WorkflowStep.Tag step) {
    call(step.arn(), "TagResource", answering(() -> model.tag(environment, step)));
  }

  @Override
  public void untag(AwsEnvironment environment, WorkflowStep.Untag step) {
    call(step.arn(), "UntagResource", answering(() -> model.untag(environment, step)));
  }

  @Override
  public String publish(AwsEnvironment environment, WorkflowStep.PublishVersion step) {
    return call(step.arn(), "PublishVersion", () -> model.publish(environment, step));
  }

  @Override
  public String createAlias(AwsEnvironment environment, WorkflowStep.CreateAlias step) {
    return call(step.versionARN(), "CreateAlias", () -> model.createAlias(environment, step));
  }

  @Override
  public void updateAlias(AwsEnvironment environment, WorkflowStep.UpdateAlias step) {
    call(step.aliasARN(), "UpdateAlias", answering(() -> model.updateAlias(environment, step)));
  }

  @Override
  public int running(AwsEnvironment environment, String arn) {
    return call(arn, "ListExecutions", () -> model.running(environment, arn));
  }

  @Override
  public void delete(AwsEnvironment environment, String arn) {
    call(arn, "DeleteStateMachine", answering(() -> model.delete(environment, arn)));
  }

  private <T> T call(String arn, String operation, Supplier<T> action) {
    Call call = new Call(nameOf(arn), operation);
    calls.add(call);
    interceptors.getOrDefault(call.machine(), _ -> {}).accept(call);
    T answer = carryOut(action);
    done.add(call);
    return answer;
  }

  private synchronized <T> T carryOut(Supplier<T> action) {
    model.settle();
    return action.get();
  }

  private static Supplier<Boolean> answering(Runnable action) {
    return () -> {
      action.run();
      return true;
    };
  }

  /** Of {@code arn:aws:states:region:account:stateMachine:NAME}, with or without a qualifier. */
  private static String nameOf(String arn) {
    return arn.split(":", -1)[6];
  }
}
