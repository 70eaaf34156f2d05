package dev.aileron.sandbox.aws.fault;

import dev.aileron.sandbox.aws.identity.Wildcards;
import dev.aileron.sandbox.aws.model.Call;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a rule is about. Every list holds patterns with {@code *} and {@code ?}; one has
 * to fit, and an empty list fits everything.
 *
 * @param write null for reads and writes alike
 */
record Match(
    List<String> service,
    List<String> operation,
    List<String> resource,
    List<String> qualifier,
    List<String> account,
    List<String> region,
    List<String> caller,
    @Nullable Boolean write) {

  boolean holds(Call call) {
    var asked = call.operation();
    var who = call.caller();
    return fits(service, asked.service())
        && fits(operation, asked.name())
        && fits(resource, asked.resource())
        && fits(qualifier, asked.qualifier())
        && fits(account, who.accountId())
        && fits(region, who.region())
        && (fits(caller, who.accessKeyId()) || fits(caller, who.principalArn()))
        && (write == null || write == asked.write());
  }

  private static boolean fits(List<String> patterns, @Nullable String value) {
    return patterns.isEmpty()
        || (value != null
            && patterns.stream().anyMatch(pattern -> Wildcards.matches(pattern, value)));
  }
}
