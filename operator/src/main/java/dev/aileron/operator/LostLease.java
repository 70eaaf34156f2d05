package dev.aileron.operator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the Lease is not ours any more: the process ends at once, because another
 * replica may hold it by now, and only who holds it may write. Nothing is lost by that; the next
 * one finds out what was left undone.
 */
final class LostLease implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LostLease.class);

  private final Runnable end;

  LostLease() {
    this(() -> Runtime.getRuntime().halt(1));
  }

  /**
   * @param end ends the process
   */
  LostLease(Runnable end) {
    this.end = end;
  }

  @Override
  public void run() {
    if (isEnding()) {
      return;
    }
    LOG.error("The Lease is lost, another replica may hold it: ending");
    end.run();
  }

  /** The JVM takes no hooks once it has begun to end. */
  private static boolean isEnding() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
