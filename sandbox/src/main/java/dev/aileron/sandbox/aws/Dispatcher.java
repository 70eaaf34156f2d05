package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings each request to the service it is for: finds out what it asks and who asks, takes it
 * through the layers, and hands it to a service of the sandbox's own or to the emulator.
 *
 * <p>What neither knows is a 501 that names the operation. Never a 404, which a client would take
 * for "the resource is gone".
 */
public final class Dispatcher implements AwsService, Endpoint, AutoCloseable {

  /**
   * Operations of a modelled service that the emulator may answer all the same, because they touch
   * nothing that the model keeps.
   */
  private static final Map<String, Set<String>> SAFE_TO_FORWARD =
      Map.of(
          "lambda",
          Set.of(
              "AddLayerVersionPermission",
              "DeleteLayerVersion",
              "GetLayerVersion",
              "GetLayerVersionByArn",
              "GetLayerVersionPolicy",
              "ListLayerVersions",
              "ListLayers",
              "PublishLayerVersion",
              "RemoveLayerVersionPermission"),
          "monitoring",
          Set.of("DeleteDashboards", "GetDashboard", "ListDashboards", "PutDashboard"));

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final Emulator emulator;
  private final CallerFinder callers;
  private final List<Layer> layers;
  private final RequestLog log;
  private final Clock clock;
  private final Supplier<URI> uri;
  private final OperationFinder operations = new OperationFinder();
  private final Map<String, ServiceModel> models;

  /**
   * A dispatcher without services of its own; see {@link #add}.
   *
   * @param emulator answers what no model does
   * @param models the sandbox's own services by the names they sign under; filled by {@link #add}
   * @param layers what every call goes through, the first one outermost
   * @param uri where the endpoint listens
   */
  public Dispatcher(
      Emulator emulator,
      ConcurrentMap<String, ServiceModel> models,
      CallerFinder callers,
      List<Layer> layers,
      RequestLog log,
      Clock clock,
      Supplier<URI> uri) {
    this.emulator = emulator;
    this.models = models;
    this.callers = callers;
    this.layers = List.copyOf(layers);
    this.log = log;
    this.clock = clock;
    this.uri = uri;
  }

  /** Lets a service of the sandbox's own answer from now on. */
  public void add(ServiceModel model) {
    models.put(model.service(), model);
  }

  /** The names of the services of the sandbox's own. */
  public Set<String> services() {
    return Set.copyOf(models.keySet());
  }

  @Override
  public Operation identify(AwsRequest request) {
    return operations.find(request);
  }

  @Override
  public @Nullable String account(AwsRequest request, Operation operation) {
    try {
      return callers.find(request, operation).accountId();
    } catch (AwsError noCredentials) {
      return null;
    }
  }

  @Override
  public AwsResponse handle(AwsRequest request, Operation operation)
      throws IOException, InterruptedException {
    try {
      return carryOut(
          new Call(
              Emulator.asAnybody(request),
              operation,
              callers.find(request, operation),
              clock.instant()));
    } catch (AwsError e) {
      return WireError.of(request, operation).write(e);
    } catch (RuntimeException e) {
      return WireError.of(request, operation).write(broken(operation, e));
    }
  }

  @Override
  public AwsResponse send(Caller caller, String service, AwsRequest request)
      throws InterruptedException {
    long start = System.nanoTime();
    var time = clock.instant();
    var signed = Emulator.asOwnService(CredentialScope.sign(request, caller, service, time));
    var operation = identify(signed);
    AwsResponse answer;
    try {
      answer = carryOut(new Call(signed, operation, caller, time));
      if (answer.delivery().way() != Delivery.Way.WHOLE) {
        var fault = answer.delivery();
        var broken = new AwsError(500, "InternalFailure", "The connection broke off.");
        answer = WireError.of(signed, operation).write(broken).delivered(fault);
      }
    } catch (AwsError e) {
      answer = WireError.of(signed, operation).write(e);
    } catch (IOException | RuntimeException e) {
      answer = WireError.of(signed, operation).write(broken(operation, e));
    }
    var key = caller.accessKeyId();
    var name = key == null ? caller.principalArn() : key;
    // What a service does for a function or an execution is work; nobody changed the set-up.
    var logged = key == null ? operation.asWork() : operation;
    try {
      log.add(
          LoggedRequest.of(
              time, logged, name, caller.accountId(), answer, System.nanoTime() - start));
    } catch (IOException e) {
      throw new UncheckedIOException("The request log cannot be written", e);
    }
    return answer;
  }

  @Override
  public URI uri() {
    return uri.get();
  }

  /** Ends what the sandbox's own services have started. */
  @Override
  public void close() {
    models.values().forEach(ServiceModel::close);
  }

  /** What a client gets to see of a mistake of ours; the rest is in the sandbox's log. */
  private static AwsError broken(Operation operation, Exception mistake) {
    LOG.log(System.Logger.Level.ERROR, operation.action() + " failed", mistake);
    var code = operation.service().equals("lambda") ? "ServiceException" : "InternalFailure";
    return new AwsError(
        500, code, "The sandbox failed at %s: %s".formatted(operation.action(), mistake));
  }

  private AwsResponse carryOut(Call call) throws IOException, InterruptedException {
    return through(0, call);
  }

  private AwsResponse through(int layer, Call call) throws IOException, InterruptedException {
    return layer == layers.size()
        ? route(call)
        : layers.get(layer).carryOut(call, next -> through(layer + 1, next));
  }

  private AwsResponse route(Call call) throws IOException, InterruptedException {
    var operation = call.operation();
    var model = models.get(operation.service());
    if (model == null) {
      return emulator.forward(call);
    }
    if (model.models(operation)) {
      return model.handle(call);
    }
    if (SAFE_TO_FORWARD.getOrDefault(operation.service(), Set.of()).contains(operation.name())) {
      return emulator.forward(call);
    }
    throw Emulator.notThere(call);
  }
}
