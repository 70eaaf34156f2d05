package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.lambda.control.Configuration;
import dev.aileron.sandbox.lambda.control.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Warm environments, one pool for each version, ended when nobody has used them for a while. */
// A version's configuration is the same object as long as it does not change: == tells what equals
// would not, that a function was made anew with the same code.
@SuppressWarnings("ReferenceEquality")
final class Pools implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(200);

  private static final long MEBIBYTE = 1024L * 1024;

  private static final class Pool {
    final Configuration configuration;
    final Deque<Environment> idle = new ArrayDeque<>();

    /** Of environments that timed out: the next one finds the files of the one before. */
    final Deque<Path> storages = new ArrayDeque<>();

    Pool(Configuration configuration) {
      this.configuration = configuration;
    }
  }

  private record Busy(Environment environment, long memoryLimit) {}

  private final Map<String, Pool> pools = new HashMap<>();
  private final Set<Busy> busy = ConcurrentHashMap.newKeySet();
  private final Duration idle;
  private final Thread reaper;
  private volatile boolean closed;

  Pools(Duration idle) {
    this.idle = idle;
    this.reaper = Thread.ofVirtual().name("lambda-idle").start(this::reap);
  }

  /** A warm environment; null when there is none. */
  @Nullable Environment take(Target target) {
    synchronized (pools) {
      var pool = pool(target);
      for (var warm = pool.idle.pollFirst(); warm != null; warm = pool.idle.pollFirst()) {
        if (warm.isUsable()) {
          return warm;
        }
        warm.close();
      }
      return null;
    }
  }

  /** The files of an environment that timed out, to be found by the next one; null for none. */
  @Nullable Path storage(Target target) {
    synchronized (pools) {
      return pool(target).storages.poll();
    }
  }

  void giveBack(Target target, Environment environment) {
    synchronized (pools) {
      var pool = current(target);
      if (!closed && pool != null && environment.isUsable()) {
        pool.idle.addFirst(environment);
        return;
      }
    }
    environment.close();
  }

  void timedOut(Target target, Environment environment) {
    environment.keepStorage();
    environment.close();
    synchronized (pools) {
      var pool = current(target);
      if (pool != null) {
        pool.storages.add(environment.storage());
      }
    }
  }

  /** The pool that this target's environments belong to; null when the version moved on. */
  private @Nullable Pool current(Target target) {
    var pool = pools.get(target.versionArn());
    return pool != null && pool.configuration == target.configuration() ? pool : null;
  }

  /** Ends the idle environments of a function or version that is gone. */
  void forget(String arn) {
    var ended = new ArrayList<Environment>();
    synchronized (pools) {
      for (var version : List.copyOf(pools.keySet())) {
        boolean gone = version.equals(arn) || version.startsWith(arn + ":");
        var pool = gone ? pools.remove(version) : null;
        if (pool != null) {
          ended.addAll(pool.idle);
        }
      }
    }
    ended.forEach(Environment::close);
  }

  /** Watches the memory of an environment while it works. */
  AutoCloseable watch(Target target, Environment environment) {
    var configuration = target.configuration();
    long limit = (configuration.memory() + allowance(configuration)) * MEBIBYTE;
    var entry = new Busy(environment, limit);
    busy.add(entry);
    return () -> busy.remove(entry);
  }

  /**
   * What a runtime may take here for itself, in MB, before it counts as too much: a JVM takes more.
   */
  private static int allowance(Configuration configuration) {
    return String.valueOf(configuration.runtime()).startsWith("java") ? 256 : 64;
  }

  /** The pool of this version's configuration; environments of an older one are ended. */
  private Pool pool(Target target) {
    var pool = pools.get(target.versionArn());
    if (pool == null || pool.configuration != target.configuration()) {
      if (pool != null) {
        var old = List.copyOf(pool.idle);
        Thread.ofVirtual().start(() -> old.forEach(Environment::close));
      }
      pool = new Pool(target.configuration());
      pools.put(target.versionArn(), pool);
    }
    return pool;
  }

  private void reap() {
    while (!closed) {
      try {
        Thread.sleep(LOOK);
        endIdle();
        for (var entry : busy) {
          if (entry.environment().memory().now() > entry.memoryLimit()) {
            entry.environment().killForMemory();
          }
        }
      } catch (InterruptedException ending) {
        return;
      }
    }
  }

  private void endIdle() {
    var ended = new ArrayList<Environment>();
    synchronized (pools) {
      for (var pool : pools.values()) {
        pool.idle.removeIf(environment -> {
          boolean over = environment.idleNanos() > idle.toNanos() || !environment.isUsable();
          return over && ended.add(environment);
        });
      }
    }
    ended.forEach(Environment::close);
  }

  @Override
  public void close() {
    closed = true;
    reaper.interrupt();
    synchronized (pools) {
      pools.values().forEach(pool -> pool.idle.forEach(Environment::close));
      pools.clear();
    }
    busy.forEach(entry -> entry.environment().close());
  }
}
