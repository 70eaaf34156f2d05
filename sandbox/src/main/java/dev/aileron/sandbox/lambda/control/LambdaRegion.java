package dev.aileron.sandbox.lambda.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one account has in one region. Whoever reads or changes it holds its monitor, and does
 * nothing slow meanwhile.
 */
public final class LambdaRegion {

  private final String accountId;
  private final String name;
  private final Supplier<String> revisionIds;
  private final Duration idleUntilInactive;
  final TreeMap<String, LambdaFunction> functions = new TreeMap<>();
  final TreeMap<String, EventSourceMapping> mappings = new TreeMap<>();
  final Map<String, Layer> layers = new TreeMap<>();
  final Map<String, CodeSigningConfig> codeSigningConfigs = new LinkedHashMap<>();

  /** The last version number of functions that are gone: numbers are never used again. */
  private final Map<String, Integer> lastVersions = new HashMap<>();

  LambdaRegion(
      String accountId, String name, Supplier<String> revisionIds, Duration idleUntilInactive) {
    this.accountId = accountId;
    this.name = name;
    this.revisionIds = revisionIds;
    this.idleUntilInactive = idleUntilInactive;
  }

  public String accountId() {
    return accountId;
  }

  public String name() {
    return name;
  }

  String newId() {
    return revisionIds.get();
  }

  Supplier<String> revisionIds() {
    return revisionIds;
  }

  /** An ARN of Lambda's in this account and region. */
  String arn(String resource) {
    return "arn:aws:lambda:%s:%s:%s".formatted(name, accountId, resource);
  }

  String functionArn(String function) {
    return arn("function:" + function);
  }

  /** The function as it is now; null when there is none. */
  @Nullable LambdaFunction find(String function, Instant now) {
    var found = functions.get(function);
    if (found != null) {
      look(found, now);
    }
    return found;
  }

  Collection<LambdaFunction> all(Instant now) {
    functions.values().forEach(function -> look(function, now));
    return functions.values();
  }

  private void look(LambdaFunction function, Instant now) {
    function.latest.look(now, idleUntilInactive);
    function.versions.values().forEach(version -> version.look(now, idleUntilInactive));
  }

  int nextVersion(String function) {
    return lastVersions.merge(function, 1, Integer::sum);
  }
}
