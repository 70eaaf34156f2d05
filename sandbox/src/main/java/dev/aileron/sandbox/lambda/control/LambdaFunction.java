package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A function with everything that hangs on it. Its region's lock guards it. */
final class LambdaFunction {

  /** The qualifier under which things of the unqualified function are kept. */
  static final String UNQUALIFIED = "";

  final String name;
  final String arn;
  final Version latest;
  final Instant created;
  final TreeMap<Integer, Version> versions = new TreeMap<>();
  final TreeMap<String, Alias> aliases = new TreeMap<>();
  final Map<String, String> tags = new LinkedHashMap<>();
  final Map<String, Policy> policies = new HashMap<>();
  final TreeMap<String, Provisioned> provisioned = new TreeMap<>();
  final TreeMap<String, Url> urls = new TreeMap<>();
  final TreeMap<String, AsyncConfig> asyncConfigs = new TreeMap<>();
  final Map<String, JsonNode> runtimeManagement = new HashMap<>();
  @Nullable Integer reserved;
  String recursiveLoop = "Terminate";
  @Nullable String codeSigningConfig;

  /** The configuration of {@code $LATEST} that the newest version was made from. */
  @Nullable Configuration published;

  LambdaFunction(String name, String arn, Version latest, Instant created) {
    this.name = name;
    this.arn = arn;
    this.latest = latest;
    this.created = created;
  }

  /** The version of this number, or {@code $LATEST}; null when there is none. */
  @Nullable Version version(String number) {
    if (number.equals(Version.LATEST)) {
      return latest;
    }
    return isNumber(number) ? versions.get(Integer.valueOf(number)) : null;
  }

  int provisionedSum() {
    return provisioned.values().stream().mapToInt(Provisioned::requested).sum();
  }

  static boolean isNumber(String qualifier) {
    return !qualifier.isEmpty()
        && qualifier.length() < 10
        && qualifier.chars().allMatch(Character::isDigit);
  }
}
