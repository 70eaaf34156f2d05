package dev.aileron.sandbox.aws.fault;

import dev.aileron.sandbox.aws.AwsAccount;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Delivery;
import dev.aileron.sandbox.aws.Delivery.Way;
import dev.aileron.sandbox.aws.Layer;
import dev.aileron.sandbox.aws.WireError;
import dev.aileron.sandbox.aws.fault.Rule.Terms;
import dev.aileron.sandbox.aws.identity.Denied;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Endpoint;
import dev.aileron.sandbox.aws.quota.Quotas;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Injects faults by script. Rules are asked in their order; the first that strikes decides. Delays
 * and calls let the request go on to the next rules.
 */
public final class Faults implements Layer, AutoCloseable {

  /** Set while a rule's own call is under way: nothing goes wrong with that one. */
  private static final ThreadLocal<Boolean> OWN_CALL = ThreadLocal.withInitial(() -> false);

  private final AwsAccount home;
  private final long seed;
  private final Clock clock;
  private final Supplier<Endpoint> endpoint;
  private volatile List<Rule> rules = List.of();
  private final List<Thread> timers = new ArrayList<>();

  /**
   * No faults yet.
   *
   * @param seed of scripts that name none
   * @param endpoint where out-of-band calls go
   */
  public Faults(AwsAccount home, long seed, Clock clock, Supplier<Endpoint> endpoint) {
    this.home = home;
    this.seed = seed;
    this.clock = clock;
    this.endpoint = endpoint;
  }

  /**
   * Takes a script instead of the one before.
   *
   * @param file what errors call it
   * @return the number of its rules
   * @throws dev.aileron.sandbox.SandboxException for what is wrong in it; the one before stays
   */
  public synchronized int load(String file, String yaml) {
    var script = ScriptReader.read(file, yaml, seed);
    clear();
    var loaded = new ArrayList<Rule>();
    for (var terms : script.rules()) {
      var random = new Random(script.seed() * 31 + loaded.size());
      loaded.add(new Rule(terms, random, clock.instant()));
    }
    rules = List.copyOf(loaded);
    rules.forEach(this::schedule);
    return rules.size();
  }

  /** Ends all faults. */
  public synchronized void clear() {
    rules = List.of();
    timers.forEach(Thread::interrupt);
    timers.clear();
  }

  /** How often each rule has struck. */
  public List<Rule.Count> counts() {
    return rules.stream().map(Rule::count).toList();
  }

  @Override
  public void close() {
    clear();
  }

  @Override
  public AwsResponse carryOut(Call call, Next next) throws IOException, InterruptedException {
    if (rules.isEmpty() || OWN_CALL.get()) {
      return next.carryOut(call);
    }
    var afterwards = new ArrayList<Rule>();
    String slowed = null;
    AwsResponse answer = null;
    for (var rule : rules) {
      if (answer == null && rule.strikes(call)) {
        switch (rule.terms().fault()) {
          case Fault.Delay delay -> {
            slowed = rule.terms().name();
            Thread.sleep(delay.duration());
          }
          case Fault.OutOfBand outOfBand -> {
            if (outOfBand.after()) {
              afterwards.add(rule);
            } else {
              callOut(rule, outOfBand, call.caller());
            }
          }
          default -> answer = strike(rule.terms(), call, next);
        }
      }
    }
    if (answer == null) {
      answer = next.carryOut(call);
      if (slowed != null) {
        answer = answer.delivered(new Delivery(Way.WHOLE, slowed));
      }
    }
    for (var rule : afterwards) {
      if (rule.terms().fault() instanceof Fault.OutOfBand outOfBand) {
        callOut(rule, outOfBand, call.caller());
      }
    }
    return answer;
  }

  private static AwsResponse strike(Terms terms, Call call, Next next)
      throws IOException, InterruptedException {
    var name = terms.name();
    return switch (terms.fault()) {
      case Fault.Throttle throttle ->
          error(name, call, Quotas.throttled(call.operation().service(), throttle.retryAfter()));
      case Fault.Error error -> error(name, call, Errors.of(call.operation().service(), error));
      case Fault.ExpiredToken _ -> error(name, call, Denied.expired(call.operation()));
      case Fault.AccessDenied denied ->
          error(name, call, Denied.error(call.operation(), denial(denied, call)));
      case Fault.ClockSkew skew ->
          SkewedClock.refuse(call, skew.by()).delivered(new Delivery(Way.WHOLE, name));
      case Fault.Reset _ -> AwsResponse.dropped(name);
      case Fault.Hang hang -> {
        Thread.sleep(hang.duration());
        yield AwsResponse.dropped(name);
      }
      case Fault.DropReply _ -> carriedOut(call, next).delivered(new Delivery(Way.DROPPED, name));
      case Fault.Truncate _ -> carriedOut(call, next).delivered(new Delivery(Way.TRUNCATED, name));
      case Fault.Delay _, Fault.OutOfBand _ -> throw new IllegalStateException(name);
    };
  }

  /** The service's answer, also when it is an error: it is lost the same way. */
  private static AwsResponse carriedOut(Call call, Next next)
      throws IOException, InterruptedException {
    try {
      return next.carryOut(call);
    } catch (AwsError e) {
      return WireError.of(call.request(), call.operation()).write(e);
    }
  }

  private static AwsResponse error(String fault, Call call, AwsError error) {
    return WireError.of(call.request(), call.operation())
        .write(error)
        .delivered(new Delivery(Way.WHOLE, fault));
  }

  private static String denial(Fault.AccessDenied denied, Call call) {
    var message = denied.message();
    return message != null
        ? message
        : "User: %s is not authorized to perform: %s because no identity-based policy allows the %s action"
            .formatted(
                call.caller().principalArn(), call.operation().action(), call.operation().action());
  }

  private void callOut(Rule rule, Fault.OutOfBand outOfBand, @Nullable Caller cause)
      throws InterruptedException {
    var account =
        outOfBand.account() != null
            ? outOfBand.account()
            : cause == null ? home.id() : cause.accountId();
    var region =
        outOfBand.region() != null
            ? outOfBand.region()
            : cause == null ? home.region() : cause.region();
    // A key of its own, so that the log tells it from the requests of the one under test.
    var somebody = new Caller(account, region, "arn:aws:iam::" + account + ":root", "out-of-band");
    OWN_CALL.set(true);
    try {
      var answer =
          endpoint.get().send(somebody, outOfBand.call().service(), outOfBand.call().request());
      if (answer.error() != null) {
        rule.failed(answer.status() + " " + answer.error());
      }
    } finally {
      OWN_CALL.set(false);
    }
  }

  private void schedule(Rule rule) {
    var at = rule.terms().at();
    if (at != null && rule.terms().fault() instanceof Fault.OutOfBand outOfBand) {
      timers.add(Thread.ofVirtual().name("fault").start(() -> happen(rule, outOfBand, at)));
    }
  }

  private void happen(Rule rule, Fault.OutOfBand outOfBand, Duration at) {
    try {
      Thread.sleep(at);
      rule.happened();
      callOut(rule, outOfBand, null);
    } catch (InterruptedException cleared) {
      Thread.currentThread().interrupt();
    }
  }
}
