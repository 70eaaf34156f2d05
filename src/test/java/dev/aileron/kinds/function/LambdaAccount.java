package dev.aileron.kinds.function;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lambda of a whole account, for tests with real reconcilers: a {@link ModelLambda} for each
 * function, safe for many threads, with a record of what was asked and calls that can be made to
 * fail. AWS finishes what it was at as soon as somebody looks, unless the function is frozen.
 */
public final class LambdaAccount implements FunctionGateway {
  private static final Set<String> READS =
      Set.of(
          "GetFunction",
          "GetVersion",
          "GetAlias",
          "GetFunctionCodeSigningConfig",
          "GetRuntimeManagementConfig");

  /**
   * A call that was made.
   *
   * @param operation GetFunction, GetVersion, GetAlias, DeleteFunction, or the name of a step
   */
  public record Call(String function, String operation) {
    public boolean write() {
      return !READS.contains(operation);
    }
  }

  private final Map<String, ModelLambda> functions = new HashMap<>();
  private final Set<String> frozen = ConcurrentHashMap.newKeySet();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<Call> done = new CopyOnWriteArrayList<>();
  private final Map<String, Consumer<Call>> interceptors = new ConcurrentHashMap<>();

  /** Every call about a function, those that failed included. */
  public List<Call> calls(String function) {
    return calls.stream().filter(call -> call.function().equals(function)).toList();
  }

  /** How often an operation was asked for, failed calls included. */
  public long attempts(String function, String operation) {
    return calls.stream().filter(new Call(function, operation)::equals).count();
  }

  /** The writes about a function that AWS carried out, by operation, in their order. */
  public List<String> writes(String function) {
    return done.stream()
        .filter(call -> call.function().equals(function) && call.write())
        .map(Call::operation)
        .toList();
  }

  /** All writes that AWS carried out. */
  public List<Call> writes() {
    return done.stream().filter(Call::write).toList();
  }

  public synchronized Optional<Latest> function(String name) {
    return Optional.ofNullable(functions.get(name)).map(ModelLambda::current);
  }

  public synchronized List<Version> versions(String name) {
    ModelLambda model = functions.get(name);
    return model == null ? List.of() : List.copyOf(model.versions());
  }

  /** The version that an alias serves. */
  public synchronized Optional<Version> served(String name, String alias) {
    return Optional.ofNullable(functions.get(name))
        .map(model -> model.served(alias))
        .flatMap(served ->
            versions(name).stream()
                .filter(version -> version.number().equals(served.version()))
                .findFirst());
  }

  /** Somebody else points an alias. */
  public synchronized void point(String name, String alias, String version) {
    functions.get(name).somebodyPoints(alias, version);
  }

  /** Somebody else changes the tags of a function. */
  public synchronized void retag(String name, Map<String, String> tags) {
    ModelLambda model = functions.get(name);
    model.replaceLatest(model.current().withTags(tags));
  }

  /** Somebody else deletes a function. */
  public synchronized void somebodyDeletes(String name) {
    functions.get(name).somebodyDeletes();
  }

  /** Somebody else updates the code of a function. */
  public synchronized void recode(String name, String sha256) {
    functions.get(name).somebodyUpdatesCode(sha256);
  }

  /** From now on AWS does not finish what it is at with this function. */
  public void freeze(String function) {
    frozen.add(function);
  }

  public void thaw(String function) {
    frozen.remove(function);
  }

  /** Does something before each call about a function; a failure that it throws is the answer. */
  public void before(String function, Consumer<Call> action) {
    interceptors.put(function, action);
  }

  /** Lets one operation on a function fail until {@link #heal}. */
  public void fail(String function, String operation, Supplier<? extends RuntimeException> how) {
    before(
        function,
        call -> {
          if (call.operation().equals(operation)) {
            throw how.get();
          }
        });
  }

  /** Ends {@link #before} and {@link #fail}. */
  public void heal(String function) {
    interceptors.remove(function);
  }

  /** AWS carries out the next such operation, and its answer never comes. */
  public void loseReply(String function, String operation) {
    lostReplies.put(function, operation);
  }

  private final Map<String, String> lostReplies = new ConcurrentHashMap<>();

  @Override
  public Optional<Latest> latest(AwsEnvironment environment, String functionName) {
    return call(functionName, "GetFunction", m -> m.latest(environment, functionName));
  }

  @Override
  public Optional<Version> version(
      AwsEnvironment environment, String functionName, String version) {
    return call(functionName, "GetVersion", m -> m.version(environment, functionName, version));
  }

  @Override
  public Optional<Alias.Present> alias(
      AwsEnvironment environment, String functionName, String alias) {
    return call(functionName, "GetAlias", m -> m.alias(environment, functionName, alias));
  }

  /** A page of one function at a time, so that there are several. */
  @Override
  public synchronized Page list(AwsEnvironment environment, @Nullable String token) {
    List<Listed> all =
        names().stream()
            .sorted()
            .map(name -> {
              Latest latest = functions.get(name).current();
              return new Listed(name, latest.revisionID(), latest.codeSHA256());
            })
            .toList();
    int page = token == null ? 0 : Integer.parseInt(token);
    return new Page(
        all.subList(Math.min(page, all.size()), Math.min(page + 1, all.size())),
        page + 1 < all.size() ? String.valueOf(page + 1) : null);
  }

  @Override
  public String codeSigning(AwsEnvironment environment, String functionName) {
    return call(
        functionName,
        "GetFunctionCodeSigningConfig",
        m -> m.codeSigning(environment, functionName));
  }

  @Override
  public RuntimeManagement runtimeUpdates(
      AwsEnvironment environment, String functionName, String version) {
    return call(
        functionName,
        "GetRuntimeManagementConfig",
        m -> m.runtimeUpdates(environment, functionName, version));
  }

  @Override
  public Answer execute(AwsEnvironment environment, FunctionStep step) {
    return call(subject(step), step.getClass().getSimpleName(), m -> m.execute(environment, step));
  }

  @Override
  public void delete(AwsEnvironment environment, String functionName) {
    call(
        functionName,
        "DeleteFunction",
        m -> {
          m.delete(environment, functionName);
          return functionName;
        });
  }

  private <T> T call(
      String function, String operation, java.util.function.Function<ModelLambda, T> action) {
    Call call = new Call(function, operation);
    calls.add(call);
    interceptors.getOrDefault(function, _ -> {}).accept(call);
    T answer = carryOut(function, action);
    done.add(call);
    if (lostReplies.remove(function, operation)) {
      throw new AwsFailure("lambda", operation, AwsFailure.NO_ANSWER, 0, "reset", null, null);
    }
    return answer;
  }

  private synchronized <T> T carryOut(
      String function, java.util.function.Function<ModelLambda, T> action) {
    ModelLambda model = functions.computeIfAbsent(function, _ -> new ModelLambda());
    if (!frozen.contains(function)) {
      model.settle();
    }
    return action.apply(model);
  }

  private static String subject(FunctionStep step) {
    return switch (step) {
      case FunctionStep.CreateFunction s -> s.desired().functionName();
      case FunctionStep.DeleteFailedFunction s -> s.functionName();
      case FunctionStep.UpdateConfiguration s -> s.functionName();
      case FunctionStep.UpdateCode s -> s.functionName();
      case FunctionStep.Tag s -> ofARN(s.functionARN());
      case FunctionStep.Untag s -> ofARN(s.functionARN());
      case FunctionStep.SetCodeSigning s -> s.functionName();
      case FunctionStep.SetRuntimeUpdates s -> s.functionName();
      case FunctionStep.PublishVersion s -> s.functionName();
      case FunctionStep.CreateAlias s -> s.functionName();
      case FunctionStep.UpdateAlias s -> s.functionName();
    };
  }

  private static String ofARN(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** The functions that exist. */
  public synchronized List<String> names() {
    List<String> names = new ArrayList<>();
    functions.forEach((name, model) -> {
      if (model.current() != null) {
        names.add(name);
      }
    });
    return names;
  }
}
