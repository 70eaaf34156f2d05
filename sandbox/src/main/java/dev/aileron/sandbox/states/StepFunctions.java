package dev.aileron.sandbox.states;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.Executions;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.aws.model.Metrics;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.ServiceModel;
import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.states.task.Integrations;
import dev.aileron.sandbox.states.task.ItemReader;
import dev.aileron.sandbox.states.task.Mocks;
import dev.aileron.sandbox.states.task.ResultWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** AWS Step Functions: all operations of its API of 2016-11-23. */
public final class StepFunctions implements ServiceModel, Executions {
  private static final String SERVICE = "states";

  private final Clock clock;
  private final Settings settings;
  private final Timers timers;
  private final Sender sender = new Sender();
  private final Workers callers = new Workers();
  private final Surroundings world;
  private final @Nullable Folder store;
  private final Integrations integrations;
  private final Map<String, Request.Handler> handlers = new HashMap<>();
  private final Map<String, Region> regions = new HashMap<>();

  /**
   * @param clock tells all times; when a test sets it, {@link #clockMoved} has what is due done
   * @param endpoint what tasks call
   * @param functions what tasks invoke
   * @param mocks answers to calls that are not to be made
   * @param folder where state machines and executions outlive the sandbox; null: nowhere
   */
  public StepFunctions(
      Settings settings,
      Clock clock,
      Endpoint endpoint,
      Functions functions,
      Metrics metrics,
      Roles roles,
      Mocks mocks,
      @Nullable Path folder) {
    this(settings, clock, endpoint, functions, metrics, roles, mocks, folder, new Workers());
  }

  /**
   * @param worker runs executions
   */
  StepFunctions(
      Settings settings,
      Clock clock,
      Endpoint endpoint,
      Functions functions,
      Metrics metrics,
      Roles roles,
      Mocks mocks,
      @Nullable Path folder,
      Executor worker) {
    this.settings = settings;
    this.clock = clock;
    this.timers = new Timers(clock);
    this.integrations = new Integrations(functions, endpoint, mocks);
    var requests = new Requests(endpoint);
    var definitions = new Definitions();
    var tokens = new Tokens();
    var activityTasks = new ActivityTasks(tokens);
    var effects =
        new Effects(
            integrations,
            new ItemReader(endpoint),
            new ResultWriter(endpoint),
            tokens,
            activityTasks,
            callers,
            new StartedExecutions(this::runOf, requests));
    var reports =
        new Reports(metrics, new Bus(requests, sender), new ExecutionLogs(requests, sender));
    this.store = folder == null ? null : new Folder(folder);
    this.world =
        new Surroundings(
            clock,
            timers,
            worker,
            definitions,
            effects,
            reports,
            store == null ? Storage.NONE : store,
            settings.seed());
    var configurations = new Configurations(roles, requests);
    var reads = new MachineReads(settings, definitions);
    handlers.putAll(reads.handlers());
    handlers.putAll(new MachineOperations(definitions, configurations).handlers());
    handlers.putAll(new VersionOperations().handlers());
    handlers.putAll(new AliasOperations().handlers());
    handlers.putAll(new TagOperations(settings).handlers());
    handlers.putAll(new ActivityOperations(activityTasks, tokens, timers).handlers());
    handlers.putAll(new StartOperations(settings, world, hundredths(settings.seed())).handlers());
    handlers.putAll(new ExecutionOperations(reads, reports).handlers());
    handlers.putAll(new TaskOperations(tokens).handlers());
    handlers.putAll(new MapRunOperations().handlers());
    handlers.putAll(new TestStateOperation(integrations).handlers());
    if (store != null) {
      store.restore(this::region, world);
    }
  }

  private static IntSupplier hundredths(long seed) {
    var random = new SplittableRandom(seed);
    return () -> {
      synchronized (random) {
        return random.nextInt(100);
      }
    };
  }

  @Override
  public String service() {
    return SERVICE;
  }

  @Override
  public boolean models(Operation operation) {
    return operation.service().equals(SERVICE) && handlers.containsKey(operation.name());
  }

  @Override
  public AwsResponse handle(Call call) throws InterruptedException {
    var operation = call.operation().name();
    var handler = handlers.get(operation);
    if (handler == null) {
      throw Errors.of("UnknownOperationException", "There is no operation " + operation);
    }
    var body = Json.body(call.request().body().head());
    Shapes.check(operation, body);
    var request =
        new Request(region(call.caller()), call.caller(), body, call.time().toEpochMilli());
    return Json.answer(handler.handle(request));
  }

  @Override
  public String start(Caller caller, String stateMachineArn, @Nullable String name, String input) {
    var body = Json.object().put("stateMachineArn", stateMachineArn).put("input", input);
    Json.put(body, "name", name);
    Shapes.check("StartExecution", body);
    var handler = handlers.get("StartExecution");
    if (handler == null) {
      throw new IllegalStateException("StartExecution is always there");
    }
    try {
      var answer = handler.handle(new Request(region(caller), caller, body, clock.millis()));
      return answer.path("executionArn").asText();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A start does not wait", e);
    }
  }

  /** Takes mocks for calls that the sandbox is not to make; see {@link Mocks}. */
  public void mock(Mocks mocks) {
    integrations.mock(mocks);
  }

  /** The clock has been set: what is due by now is done. */
  public void clockMoved() {
    timers.clockMoved();
  }

  @Override
  public void close() {
    timers.close();
    if (store != null) {
      store.close();
    }
    callers.close();
    if (world.worker() instanceof Workers workers) {
      workers.close();
    }
    sender.close();
  }

  private Region region(Caller caller) {
    synchronized (regions) {
      return regions.computeIfAbsent(
          caller.accountId() + " " + caller.region(),
          key ->
              new Region(
                  new Caller(caller.accountId(), caller.region(), "states.amazonaws.com", null),
                  settings.settle().deletion(),
                  world.storage()));
    }
  }

  /** An execution of any account and region; null if there is none. */
  private @Nullable Run runOf(String executionArn) {
    synchronized (regions) {
      return regions.values().stream()
          .map(region -> region.runs().get(executionArn))
          .filter(run -> run != null)
          .findFirst()
          .orElse(null);
    }
  }
}
