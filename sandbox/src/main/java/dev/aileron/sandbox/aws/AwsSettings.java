package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.aws.model.Settings.Lag;
import dev.aileron.sandbox.aws.model.Settings.Settle;
import dev.aileron.sandbox.states.task.Mocks;
import dev.aileron.sandbox.yaml.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox's AWS behaves: a profile, and single values that replace the profile's.
 *
 * @param timing what every service needs to know
 * @param policies whether callers' IAM policies are evaluated
 * @param alarmInterval how often alarms are evaluated
 * @param roles names or ARNs of roles that are there from the beginning and trust Lambda and Step
 *     Functions
 * @param keepExecutions whether state machines and executions outlive the sandbox
 * @param mocks answers to tasks whose calls are not to be made
 */
public record AwsSettings(
    Settings timing,
    boolean policies,
    Duration alarmInterval,
    List<String> roles,
    boolean keepExecutions,
    Mocks mocks) {

  /** The two sets of values that there are names for. */
  public enum Profile {
    /** Quotas on, seconds to settle, as AWS is. */
    real,
    /** No waiting, no quotas: for what is not about time. */
    fast;

    AwsSettings settings(long seed) {
      return switch (this) {
        case real -> usual(Settings.real(seed), Duration.ofMinutes(1));
        case fast -> usual(Settings.fast(seed), Duration.ofSeconds(1));
      };
    }

    private static AwsSettings usual(Settings timing, Duration alarmInterval) {
      return new AwsSettings(timing, false, alarmInterval, List.of(), false, Mocks.none());
    }
  }

  private static final long SEED = 1;

  public AwsSettings {
    roles = List.copyOf(roles);
  }

  /** A profile as it is. */
  public static AwsSettings of(Profile profile) {
    return profile.settings(SEED);
  }

  /**
   * A profile with values from a file.
   *
   * @param file what errors call it
   * @param yaml its text
   * @throws dev.aileron.sandbox.SandboxException for a field or value that there is not
   */
  public static AwsSettings read(Profile profile, String file, String yaml) {
    var map = YamlMap.read(file, yaml);
    var usual = of(profile);
    var timing = usual.timing();
    var settings =
        new AwsSettings(
            new Settings(
                map.flag("quotas", timing.quotas()),
                settle(map.map("settle"), timing.settle()),
                map.duration("iamPropagation", timing.iamPropagation()),
                lag(map.map("lag"), timing.lag()),
                map.duration("metricLag", timing.metricLag()),
                map.duration("idle", timing.idle()),
                map.number("seed", timing.seed(), Long.MIN_VALUE, Long.MAX_VALUE)),
            map.flag("policies", usual.policies()),
            positive(map, map.duration("alarmInterval", usual.alarmInterval())),
            map.texts("roles"),
            map.flag("keepExecutions", usual.keepExecutions()),
            mocks(map));
    map.done();
    return settings;
  }

  /** These settings and more roles. */
  public AwsSettings withRoles(List<String> more) {
    var all = new ArrayList<>(roles);
    all.addAll(more);
    return new AwsSettings(timing, policies, alarmInterval, all, keepExecutions, mocks);
  }

  /** These settings, with state machines and executions that outlive the sandbox. */
  public AwsSettings keepingExecutions() {
    return new AwsSettings(timing, policies, alarmInterval, roles, true, mocks);
  }

  private static Mocks mocks(YamlMap map) {
    try {
      return Mocks.of(map.free("mocks"));
    } catch (IllegalArgumentException e) {
      throw map.error("mocks", "is wrong: " + e.getMessage() + ".");
    }
  }

  private static Duration positive(YamlMap map, Duration interval) {
    if (interval.isZero() || interval.isNegative()) {
      throw map.error("alarmInterval", "is to be longer than nothing.");
    }
    return interval;
  }

  private static Settle settle(@Nullable YamlMap map, Settle usual) {
    if (map == null) {
      return usual;
    }
    var settle =
        new Settle(
            map.duration("create", usual.create()),
            map.duration("update", usual.update()),
            map.duration("vpc", usual.vpc()),
            map.duration("mapping", usual.mapping()),
            map.duration("provisioned", usual.provisioned()),
            map.duration("deletion", usual.deletion()));
    map.done();
    return settle;
  }

  private static Lag lag(@Nullable YamlMap map, Lag usual) {
    if (map == null) {
      return usual;
    }
    var lag =
        new Lag(
            map.duration("describe", usual.describe()),
            map.duration("update", usual.update()),
            map.duration("routing", usual.routing()),
            map.duration("tags", usual.tags()));
    map.done();
    return lag;
  }
}
