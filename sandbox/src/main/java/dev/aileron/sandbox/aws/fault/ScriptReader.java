package dev.aileron.sandbox.aws.fault;

import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.aws.AwsCall;
import dev.aileron.sandbox.aws.fault.Rule.Terms;
import dev.aileron.sandbox.yaml.YamlMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fault scripts. The format is in docs/sandbox.md. */
final class ScriptReader {

  private static final String KINDS =
      "access-denied, call, clock-skew, delay, drop-reply, error, expired-token, hang, reset, throttle, truncate";

  /**
   * A script.
   *
   * @param seed of what is left to chance
   */
  record Script(long seed, List<Terms> rules) {}

  private ScriptReader() {}

  /**
   * Reads a script.
   *
   * @param file what errors call it
   * @param seed of a script that names none
   * @throws SandboxException for what is wrong, with its line
   */
  static Script read(String file, String yaml, long seed) {
    var map = YamlMap.read(file, yaml);
    var rules = new ArrayList<Terms>();
    for (var rule : map.maps("faults")) {
      rules.add(rule(rule));
    }
    var script = new Script(map.number("seed", seed, Long.MIN_VALUE, Long.MAX_VALUE), rules);
    map.done();
    return script;
  }

  private static Terms rule(YamlMap map) {
    var name = map.text("name");
    var at = map.has("at") ? map.duration("at", Duration.ZERO) : null;
    var match = match(map.map("when"));
    var fault = fault(map);
    if (at != null) {
      refuseWithAt(map, fault);
    }
    var terms =
        new Terms(
            name == null ? map.path() : name,
            match,
            map.number("skip", 0, 0, Long.MAX_VALUE),
            map.number("times", at == null ? Long.MAX_VALUE : 1, 1, Long.MAX_VALUE),
            map.share("chance", 1),
            map.duration("after", Duration.ZERO),
            map.has("until") ? map.duration("until", Duration.ZERO) : null,
            at,
            fault);
    map.done();
    return terms;
  }

  private static void refuseWithAt(YamlMap map, Fault fault) {
    if (!(fault instanceof Fault.OutOfBand)) {
      throw map.error("at", "is for 'fault: call' only: all others happen to requests.");
    }
    for (var field : List.of("when", "skip", "times", "chance", "after", "until")) {
      if (map.has(field)) {
        throw map.error(field, "has no meaning with 'at'.");
      }
    }
  }

  private static Match match(@Nullable YamlMap map) {
    if (map == null) {
      var any = List.<String>of();
      return new Match(any, any, any, any, any, any, any, null);
    }
    var match =
        new Match(
            map.texts("service"),
            map.texts("operation"),
            map.texts("resource"),
            map.texts("qualifier"),
            map.texts("account"),
            map.texts("region"),
            map.texts("caller"),
            map.has("write") ? (Boolean) map.flag("write", false) : null);
    map.done();
    return match;
  }

  /** The fault, with the parameters that belong to its kind; others stay unknown fields. */
  private static Fault fault(YamlMap map) {
    var kind = map.requiredText("fault");
    return switch (kind) {
      case "throttle" -> new Fault.Throttle(map.duration("retryAfter", Duration.ofSeconds(1)));
      case "error" ->
          new Fault.Error(
              (int) map.number("status", 500, 400, 599), map.text("code"), map.text("message"));
      case "reset" -> new Fault.Reset();
      case "drop-reply" -> new Fault.DropReply();
      case "truncate" -> new Fault.Truncate();
      case "hang" -> new Fault.Hang(map.duration("for", Duration.ofSeconds(30)));
      case "delay" -> {
        map.requiredText("for");
        yield new Fault.Delay(map.duration("for", Duration.ZERO));
      }
      case "expired-token" -> new Fault.ExpiredToken();
      case "clock-skew" -> new Fault.ClockSkew(map.duration("by", Duration.ofMinutes(15)));
      case "access-denied" -> new Fault.AccessDenied(map.text("message"));
      case "call" -> outOfBand(map);
      default -> throw map.error("fault", "is to be one of " + KINDS + ", not '" + kind + "'.");
    };
  }

  private static Fault outOfBand(YamlMap map) {
    var order = map.text("order");
    if (order != null && !order.equals("before") && !order.equals("after")) {
      throw map.error("order", "is to be before or after the request, not '" + order + "'.");
    }
    var call = map.map("call");
    if (call == null) {
      throw map.error("call", "is missing: service, operation and parameters.");
    }
    var awsCall =
        new AwsCall(
            call.requiredText("service"), call.requiredText("operation"), call.free("parameters"));
    var outOfBand =
        new Fault.OutOfBand(
            awsCall, call.text("account"), call.text("region"), "after".equals(order));
    call.done();
    try {
      // Now, and not in the middle of a test: an operation that there is not, a missing label.
      awsCall.request();
    } catch (IllegalArgumentException e) {
      throw map.error("call", "cannot be made: " + e.getMessage());
    }
    return outOfBand;
  }
}
