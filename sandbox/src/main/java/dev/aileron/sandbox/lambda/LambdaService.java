package dev.aileron.sandbox.lambda;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.aws.model.Metrics;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.ServiceModel;
import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.control.Code;
import dev.aileron.sandbox.lambda.control.CodeStore;
import dev.aileron.sandbox.lambda.control.ControlPlane;
import dev.aileron.sandbox.lambda.control.EventSourceMapping;
import dev.aileron.sandbox.lambda.control.LambdaRegion;
import dev.aileron.sandbox.lambda.control.Reference;
import dev.aileron.sandbox.lambda.events.AsyncInvocations;
import dev.aileron.sandbox.lambda.events.AsyncInvocations.Delays;
import dev.aileron.sandbox.lambda.events.Pollers;
import dev.aileron.sandbox.lambda.events.Pollers.BackOff;
import dev.aileron.sandbox.lambda.events.Sources;
import dev.aileron.sandbox.lambda.run.Credentials;
import dev.aileron.sandbox.lambda.run.Front;
import dev.aileron.sandbox.lambda.run.FunctionMetrics;
import dev.aileron.sandbox.lambda.run.Http;
import dev.aileron.sandbox.lambda.run.Invoker;
import dev.aileron.sandbox.lambda.wire.Input;
import dev.aileron.sandbox.lambda.wire.Reply;
import dev.aileron.sandbox.lambda.wire.Shapes;
import dev.aileron.sandbox.process.Processes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** AWS Lambda: control plane, invocation, and what comes to functions by itself. */
public final class LambdaService implements ServiceModel, Functions {

  private static final Set<String> INVOCATIONS =
      Set.of("Invoke", "InvokeAsync", "InvokeWithResponseStream");

  private final Shapes shapes = new Shapes();
  private final Clock clock;
  private final ControlPlane plane;
  private final Http http;
  private final Front front;
  private final Invoker invoker;
  private final AsyncInvocations events;
  private final Invocations invocations;
  private final Pollers pollers;

  /**
   * What the service works with on this machine.
   *
   * @param directory for code, logs and what runs; readable by its owner only
   * @param processes that functions are started by
   * @param python that has AWS's runtime interface client; null when there is none
   * @param javaRuntime folder with AWS's runtime interface client for Java; null when there is none
   */
  public record Machine(
      Path directory,
      Processes processes,
      @Nullable Path python,
      @Nullable Path javaRuntime,
      Clock clock) {}

  public LambdaService(
      Machine machine, Endpoint endpoint, Roles roles, Metrics metrics, Settings settings)
      throws IOException {
    this.clock = machine.clock();
    var services = new Services(endpoint);
    var store = new CodeStore(machine.directory().resolve("code"), services);
    var functionMetrics = new FunctionMetrics(metrics);
    this.http = Http.start();
    this.plane = new ControlPlane(store, roles, settings, new Surroundings(new Sources(services)));
    var targets = plane.targets();
    this.front =
        new Front(http, targets, this, clock, machine.directory().resolve("code").resolve("zip"));
    this.invoker =
        Invoker.start(
            new Invoker.Machine(
                machine.directory(),
                machine.python(),
                machine.javaRuntime(),
                settings.idle(),
                endpoint.uri()),
            store,
            http,
            machine.processes(),
            Credentials.fromSts(services),
            services,
            functionMetrics,
            clock);
    this.events =
        new AsyncInvocations(
            targets,
            invoker,
            services,
            this,
            functionMetrics,
            settings.settle().create().isZero() ? Delays.FAST : Delays.REAL,
            clock);
    this.invocations = new Invocations(targets, invoker, events, plane::newId, clock);
    var backOff = settings.settle().mapping().isZero() ? BackOff.FAST : BackOff.REAL;
    this.pollers = new Pollers(targets, services, this, backOff, clock);
  }

  /** What the control plane asks of the parts that are made after it. */
  private final class Surroundings implements ControlPlane.Surroundings {

    private final Sources sources;

    Surroundings(Sources sources) {
      this.sources = sources;
    }

    @Override
    public String location(Code code) {
      return front.location(code);
    }

    @Override
    public String address(String urlId) {
      return front.address(urlId);
    }

    @Override
    public void changed(LambdaRegion region, EventSourceMapping mapping) {
      pollers.changed(region, mapping);
    }

    @Override
    public void check(
        Caller caller, EventSourceMapping.Source source, String arn, int functionTimeout)
        throws InterruptedException {
      sources.check(caller, source, arn, functionTimeout);
    }
  }

  /** The time by which everything here settles. */
  Instant now() {
    return clock.instant();
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public boolean models(Operation operation) {
    return INVOCATIONS.contains(operation.name()) || plane.operations().contains(operation.name());
  }

  @Override
  public AwsResponse handle(Call call) throws InterruptedException {
    var operation = call.operation().name();
    var input = shapes.read(operation, call.request());
    var requestId = plane.newId();
    return switch (operation) {
      case "Invoke" -> invocations.invoke(call.caller(), input, requestId);
      case "InvokeAsync" -> invocations.handOver(call.caller(), input, requestId);
      case "InvokeWithResponseStream" -> invocations.stream(call.caller(), input, requestId);
      default -> control(operation, call, input, requestId);
    };
  }

  private AwsResponse control(String operation, Call call, Input input, String requestId)
      throws InterruptedException {
    var body = plane.handle(operation, call.caller(), call.time(), input);
    if (operation.equals("DeleteFunction")) {
      forget(call.caller(), input);
    }
    int status = shapes.status(operation);
    return Reply.json(body == null ? 204 : status, body, requestId);
  }

  private void forget(Caller caller, Input input) {
    var gone = Reference.of(caller, input.required("FunctionName"), input.text("Qualifier"));
    var function =
        "arn:aws:lambda:%s:%s:function:%s"
            .formatted(caller.region(), caller.accountId(), gone.name());
    invoker.forget(gone.qualifier() == null ? function : function + ":" + gone.qualifier());
  }

  @Override
  public Functions.Invocation invoke(
      Caller caller,
      String function,
      @Nullable String qualifier,
      byte[] payload,
      @Nullable String clientContext)
      throws InterruptedException {
    return invocations.invoke(caller, function, qualifier, payload, clientContext);
  }

  @Override
  public String invokeAsync(
      Caller caller, String function, @Nullable String qualifier, byte[] payload) {
    return invocations.invokeAsync(caller, function, qualifier, payload);
  }

  /** Ends pollers first, then what runs. */
  @Override
  public void close() {
    pollers.close();
    events.close();
    invoker.close();
    front.close();
    http.close();
  }
}
