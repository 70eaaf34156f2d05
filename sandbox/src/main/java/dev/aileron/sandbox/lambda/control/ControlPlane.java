package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Roles;
import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.lambda.wire.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything that Lambda keeps, by account and region, and the operations on it. */
public final class ControlPlane {

  /** After which a function in a VPC that nobody calls loses its network. */
  private static final Duration IDLE_UNTIL_INACTIVE = Duration.ofDays(14);

  /** One operation; null for an answer without a body. */
  private interface Handler {
    @Nullable JsonNode handle(Context context, Input input) throws InterruptedException;
  }

  /** What the control plane asks of those who run functions. */
  public interface Surroundings extends SourceCheck {

    /** Where code can be downloaded. */
    String location(Code code);

    /** Where a URL of a function is served. */
    String address(String urlId);

    /** A mapping was made, changed or is to go. Called with the region's lock held. */
    void changed(LambdaRegion region, EventSourceMapping mapping);
  }

  private final Settings settings;
  private final Random random;
  private final Map<String, LambdaRegion> regions = new ConcurrentHashMap<>();
  private final Map<String, Handler> handlers;

  public ControlPlane(CodeStore store, Roles roles, Settings settings, Surroundings surroundings) {
    this.settings = settings;
    this.random = new Random(settings.seed());
    var versions = new VersionOperations();
    this.handlers =
        handlers(
            new FunctionOperations(store, new RoleCheck(roles), surroundings::location, versions),
            versions,
            new LayerOperations(store, surroundings::location),
            new UrlOperations(surroundings::address),
            new MappingOperations(surroundings, surroundings::changed));
  }

  private static Map<String, Handler> handlers(
      FunctionOperations functions,
      VersionOperations versions,
      LayerOperations layers,
      UrlOperations urls,
      MappingOperations mappings) {
    var aliases = new AliasOperations();
    var policies = new PolicyOperations();
    var concurrency = new ConcurrencyOperations();
    var async = new AsyncConfigOperations();
    var tags = new TagOperations();
    var signing = new CodeSigningOperations();
    var account = new AccountOperations();
    return Map.ofEntries(
        Map.entry("CreateFunction", functions::create),
        Map.entry("GetFunction", functions::get),
        Map.entry("GetFunctionConfiguration", functions::getConfiguration),
        Map.entry("ListFunctions", functions::list),
        Map.entry("UpdateFunctionCode", functions::updateCode),
        Map.entry("UpdateFunctionConfiguration", functions::updateConfiguration),
        Map.entry("DeleteFunction", functions::delete),
        Map.entry("PublishVersion", versions::publish),
        Map.entry("ListVersionsByFunction", versions::list),
        Map.entry("CreateAlias", aliases::create),
        Map.entry("GetAlias", aliases::get),
        Map.entry("ListAliases", aliases::list),
        Map.entry("UpdateAlias", aliases::update),
        Map.entry("DeleteAlias", aliases::delete),
        Map.entry("AddPermission", policies::add),
        Map.entry("RemovePermission", policies::remove),
        Map.entry("GetPolicy", policies::get),
        Map.entry("PutFunctionConcurrency", concurrency::put),
        Map.entry("GetFunctionConcurrency", concurrency::get),
        Map.entry("DeleteFunctionConcurrency", concurrency::delete),
        Map.entry("PutProvisionedConcurrencyConfig", concurrency::putProvisioned),
        Map.entry("GetProvisionedConcurrencyConfig", concurrency::getProvisioned),
        Map.entry("DeleteProvisionedConcurrencyConfig", concurrency::deleteProvisioned),
        Map.entry("ListProvisionedConcurrencyConfigs", concurrency::listProvisioned),
        Map.entry("CreateFunctionUrlConfig", urls::create),
        Map.entry("GetFunctionUrlConfig", urls::get),
        Map.entry("UpdateFunctionUrlConfig", urls::update),
        Map.entry("DeleteFunctionUrlConfig", urls::delete),
        Map.entry("ListFunctionUrlConfigs", urls::list),
        Map.entry("PutFunctionEventInvokeConfig", async::put),
        Map.entry("UpdateFunctionEventInvokeConfig", async::update),
        Map.entry("GetFunctionEventInvokeConfig", async::get),
        Map.entry("DeleteFunctionEventInvokeConfig", async::delete),
        Map.entry("ListFunctionEventInvokeConfigs", async::list),
        Map.entry("CreateEventSourceMapping", mappings::create),
        Map.entry("GetEventSourceMapping", mappings::get),
        Map.entry("ListEventSourceMappings", mappings::list),
        Map.entry("UpdateEventSourceMapping", mappings::update),
        Map.entry("DeleteEventSourceMapping", mappings::delete),
        Map.entry("TagResource", tags::tag),
        Map.entry("UntagResource", tags::untag),
        Map.entry("ListTags", tags::list),
        Map.entry("PublishLayerVersion", layers::publish),
        Map.entry("GetLayerVersion", layers::get),
        Map.entry("GetLayerVersionByArn", layers::getByArn),
        Map.entry("ListLayers", layers::list),
        Map.entry("ListLayerVersions", layers::listVersions),
        Map.entry("DeleteLayerVersion", layers::delete),
        Map.entry("CreateCodeSigningConfig", signing::create),
        Map.entry("GetCodeSigningConfig", signing::get),
        Map.entry("UpdateCodeSigningConfig", signing::update),
        Map.entry("DeleteCodeSigningConfig", signing::delete),
        Map.entry("ListCodeSigningConfigs", signing::list),
        Map.entry("ListFunctionsByCodeSigningConfig", signing::listFunctions),
        Map.entry("PutFunctionCodeSigningConfig", signing::putOnFunction),
        Map.entry("GetFunctionCodeSigningConfig", signing::getOfFunction),
        Map.entry("DeleteFunctionCodeSigningConfig", signing::deleteFromFunction),
        Map.entry("GetAccountSettings", account::settings),
        Map.entry("PutRuntimeManagementConfig", account::putRuntimeManagement),
        Map.entry("GetRuntimeManagementConfig", account::getRuntimeManagement),
        Map.entry("PutFunctionRecursionConfig", account::putRecursion),
        Map.entry("GetFunctionRecursionConfig", account::getRecursion));
  }

  /** The operations that are answered here. */
  public Set<String> operations() {
    return handlers.keySet();
  }

  /**
   * Carries an operation out.
   *
   * @return the body of the answer; null for none
   * @throws dev.aileron.sandbox.aws.model.AwsError as Lambda refuses
   */
  public @Nullable JsonNode handle(String operation, Caller caller, Instant now, Input input)
      throws InterruptedException {
    var handler = Objects.requireNonNull(handlers.get(operation), operation);
    return handler.handle(new Context(region(caller), caller, now, settings), input);
  }

  LambdaRegion region(Caller caller) {
    return region(caller.accountId(), caller.region());
  }

  private LambdaRegion region(String accountId, String region) {
    return regions.computeIfAbsent(
        accountId + "/" + region,
        key -> new LambdaRegion(accountId, region, this::newId, IDLE_UNTIL_INACTIVE));
  }

  /** All regions that were ever looked at. */
  public List<LambdaRegion> regions() {
    return List.copyOf(regions.values());
  }

  /** What an invocation needs to know; see {@link Targets}. */
  public Targets targets() {
    return new Targets(this, settings, random);
  }

  /** A random identifier in the form of a UUID, the same ones for the same seed. */
  public String newId() {
    long high;
    long low;
    synchronized (random) {
      high = random.nextLong();
      low = random.nextLong();
    }
    return new UUID((high & ~0xF000L) | 0x4000L, (low >>> 2) | 0x8000000000000000L).toString();
  }
}
