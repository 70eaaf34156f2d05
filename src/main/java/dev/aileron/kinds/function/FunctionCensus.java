package dev.aileron.kinds.function;

import dev.aileron.api.FunctionStatus;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kinds.function.FunctionGateway.Listed;
import dev.aileron.kube.Census;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * ListFunctions shows 50 functions a call, and of each one the RevisionId and CodeSha256 of {@code
 * $LATEST}: enough to see that somebody changed or deleted it. Aliases, tags and what hangs on a
 * function are not in it; those are seen at the resync.
 */
final class FunctionCensus implements Census<ServerlessFunction> {
  private final FunctionGateway gateway;

  FunctionCensus(FunctionGateway gateway) {
    this.gateway = gateway;
  }

  /** Only what is ready is expected to stay as it is. */
  @Override
  public Optional<Entry> expected(ServerlessFunction object) {
    FunctionStatus status = FunctionAssessor.before(object);
    boolean settled =
        Conditions.holds(status.conditions(), ConditionType.READY)
            && !object.isMarkedForDeletion()
            && object.getMetadata().getGeneration().equals(status.observedGeneration());
    if (!settled || status.functionName() == null || status.revisionID() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(status.functionName(), marker(status.revisionID(), status.codeSHA256())));
  }

  @Override
  public Page page(AwsEnvironment environment, @Nullable String token) {
    FunctionGateway.Page page = gateway.list(environment, token);
    Map<String, String> markers =
        page.functions().stream()
            .collect(
                Collectors.toMap(
                    Listed::functionName, f -> marker(f.revisionID(), f.codeSHA256())));
    return new Page(markers, page.next());
  }

  private static String marker(String revisionID, @Nullable String codeSHA256) {
    return revisionID + " " + codeSHA256;
  }
}
