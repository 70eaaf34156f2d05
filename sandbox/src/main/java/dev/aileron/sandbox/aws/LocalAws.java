package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.fault.Faults;
import dev.aileron.sandbox.aws.identity.Identity;
import dev.aileron.sandbox.aws.metric.CloudWatch;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.model.Metrics;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.ServiceModel;
import dev.aileron.sandbox.aws.quota.Quotas;
import dev.aileron.sandbox.aws.tagging.Tagging;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The sandbox's AWS, put together: the endpoint, what every call goes through, the services. */
public final class LocalAws implements AutoCloseable {

  private final AwsAccount account;
  private final AwsSettings settings;
  private final Identity identity;
  private final Faults faults;
  private final CloudWatch cloudWatch;
  private final Dispatcher dispatcher;
  private final AwsEndpoint endpoint;

  private LocalAws(
      AwsAccount account,
      AwsSettings settings,
      Identity identity,
      Faults faults,
      CloudWatch cloudWatch,
      Dispatcher dispatcher,
      AwsEndpoint endpoint) {
    this.account = account;
    this.settings = settings;
    this.identity = identity;
    this.faults = faults;
    this.cloudWatch = cloudWatch;
    this.dispatcher = dispatcher;
    this.endpoint = endpoint;
  }

  /**
   * Starts serving.
   *
   * @param forwarder reaches the emulator behind
   */
  public static LocalAws start(
      AwsAccount account, AwsSettings settings, AwsService forwarder, RequestLog log, Clock clock)
      throws IOException {
    var timing = settings.timing();
    var identity =
        new Identity(
            account,
            forwarder,
            settings.policies(),
            timing.iamPropagation(),
            new SecureRandom(),
            clock);
    var itself = new CompletableFuture<Endpoint>();
    var faults = new Faults(account, timing.seed(), clock, itself::join);
    var emulator = new Emulator(forwarder);
    var models = new ConcurrentHashMap<String, ServiceModel>();
    var tagging = new Tagging(emulator, models::get, timing.lag().tags());
    var layers = new ArrayList<Layer>();
    layers.add(faults);
    if (settings.policies()) {
      layers.add(identity.rights(tagging::now));
    }
    if (timing.quotas()) {
      layers.add(new Quotas());
    }
    layers.add(tagging.observer());
    var uri = new CompletableFuture<URI>();
    var dispatcher =
        new Dispatcher(emulator, models, identity.callers(), layers, log, clock, uri::join);
    itself.complete(dispatcher);
    identity.services().forEach(dispatcher::add);
    dispatcher.add(tagging);
    var cloudWatch =
        new CloudWatch(clock, timing.metricLag(), settings.alarmInterval(), itself::join);
    var endpoint = AwsEndpoint.start(0, dispatcher, log, clock);
    uri.complete(endpoint.uri());
    return new LocalAws(account, settings, identity, faults, cloudWatch, dispatcher, endpoint);
  }

  /** Makes the roles that are to be there from the beginning. The emulator has to answer by now. */
  public void prepare() throws InterruptedException {
    for (var role : settings.roles()) {
      identity.provide(role, account, dispatcher);
    }
  }

  /**
   * Lets a service of the sandbox's own answer. With Lambda comes CloudWatch: metrics are where
   * functions run.
   */
  public void add(ServiceModel model) {
    dispatcher.add(model);
    if (model.service().equals("lambda")) {
      dispatcher.add(cloudWatch);
    }
  }

  /** The names of the services of the sandbox's own. */
  public Set<String> services() {
    return dispatcher.services();
  }

  /** Where services report what happened. */
  public Metrics metrics() {
    return cloudWatch.metrics();
  }

  /** The endpoint as services call it themselves. */
  public Endpoint endpoint() {
    return dispatcher;
  }

  /** Roles as services ask for them. */
  public Roles roles() {
    return identity.roles();
  }

  /** What goes wrong by script. */
  public Faults faults() {
    return faults;
  }

  /** Scheme, host and port, without a path. */
  public URI uri() {
    return endpoint.uri();
  }

  @Override
  public void close() {
    faults.close();
    endpoint.close();
    dispatcher.close();
    cloudWatch.close();
  }
}
