package dev.aileron.rollout;

import dev.aileron.api.ReleasePhase;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The phase of every release of an object, from the version that its alias serves. */
public final class Phases {
  private Phases() {}

  /**
   * The phase of one release.
   *
   * @param version the release's version
   * @param before its phase until now; null if it has none
   * @param served the version that has all the traffic; null if none has
   */
  public static ReleasePhase of(
      String version, @Nullable ReleasePhase before, @Nullable String served) {
    if (version.equals(served)) {
      return ReleasePhase.Promoted;
    }
    if (before == ReleasePhase.Promoted || before == ReleasePhase.Retired) {
      return ReleasePhase.Retired;
    }
    return served != null && isOlder(version, served)
        ? ReleasePhase.Superseded
        : ReleasePhase.Pending;
  }

  /** Version numbers grow and are never used again, in Lambda as in Step Functions. */
  private static boolean isOlder(String version, String served) {
    return new BigInteger(version).compareTo(new BigInteger(served)) < 0;
  }
}
