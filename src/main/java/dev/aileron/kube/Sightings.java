package dev.aileron.kube;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Believes AWS that something is not there only when it says so twice in a row: its reads can be
 * some seconds behind its writes. Whoever asks leaves a moment between two looks.
 */
public final class Sightings {
  private final Set<String> missed = ConcurrentHashMap.newKeySet();

  /** Takes note that it is not there, and says whether that is certain now. */
  public boolean isGone(String uid) {
    return !missed.add(uid);
  }

  /** Once something was seen, and its deletion asked for, the next miss is certain. */
  public void expectGone(String uid) {
    missed.add(uid);
  }

  /** Begins anew. */
  public void forget(String uid) {
    missed.remove(uid);
  }
}
