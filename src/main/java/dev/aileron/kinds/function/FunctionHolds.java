package dev.aileron.kinds.function;

import dev.aileron.aws.Ownership;
import dev.aileron.kernel.plan.Hold;
import dev.aileron.kernel.status.Reason;
import dev.aileron.kinds.function.FunctionObserved.Attempt;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a function is not as its spec says, in words for people. */
final class FunctionHolds {
  /** Most updates of code and configuration are through after one to two seconds. */
  private static final Duration POLL = Duration.ofMillis(1500);

  /** A new function takes AWS some three seconds. */
  private static final Duration CREATION_POLL = Duration.ofMillis(3200);

  private static final Duration IN_THE_WAY_POLL = Duration.ofMinutes(5);

  private FunctionHolds() {}

  static Hold settling(FunctionDesired desired, Latest latest) {
    boolean creating = latest.state().equals("Pending") && latest.lastUpdateStatus().isEmpty();
    return new Hold.Settling(
        creating ? Reason.Creating : Reason.Updating,
        "AWS is setting up the function %s (%s)"
            .formatted(desired.functionName(), progress(latest)),
        creating ? CREATION_POLL : POLL);
  }

  /** What AWS says it is at: {@code Pending, Creating: The function is being created}. */
  private static String progress(Latest latest) {
    boolean updating = latest.state().equals("Active");
    String word = updating ? "update " + latest.lastUpdateStatus() : latest.state();
    String reason = updating ? latest.lastUpdateReason() : latest.stateReason();
    return reason.isEmpty() ? word : word + ", " + reason;
  }

  /** Looked at again from time to time: what is in the way may go without a sign to us. */
  static Hold notOwned(FunctionDesired desired, Latest latest) {
    return new Hold.Stalled(
        Reason.NotOwned,
        "The function %s exists already in AWS and %s. Choose another spec.functionName, delete the"
                .formatted(desired.functionName(), Ownership.describe(latest.tags()))
            + " function, or take it over with spec.adoptionPolicy: "
            + (Ownership.isOwned(latest.tags()) ? "Any" : "Unowned"),
        IN_THE_WAY_POLL);
  }

  /** It never came up. */
  static Hold failed(FunctionDesired desired, Latest latest) {
    return Hold.stalled(
        Reason.FunctionFailed,
        "AWS could not set up the function %s: %s. Change the spec; the operator then makes it anew"
            .formatted(desired.functionName(), latest.stateReason()));
  }

  /** Its versions would go with it. */
  static Hold failedWithVersions(FunctionDesired desired, Latest latest, String version) {
    return new Hold.Stalled(
        Reason.FunctionFailed,
        "AWS says that the function %s failed: %s. Making it anew would delete version %s, which"
                .formatted(desired.functionName(), latest.stateReason(), version)
            + " callers and workflows may need; delete the function in AWS to have it made anew",
        IN_THE_WAY_POLL);
  }

  static Hold creationRepeats(FunctionDesired desired, Latest latest, Attempt attempt) {
    return new Hold.Waiting(
        Reason.Creating,
        "AWS could not set up the function %s: %s. It is made anew in a moment"
            .formatted(desired.functionName(), latest.stateReason()),
        attempt.pause());
  }

  static Hold updateRepeats(FunctionDesired desired, Latest latest, Attempt attempt) {
    return new Hold.Waiting(
        Reason.Updating,
        "AWS could not update the function %s: %s. It is asked again in a moment"
            .formatted(desired.functionName(), latest.lastUpdateReason()),
        attempt.pause());
  }

  static Hold updateFailed(FunctionDesired desired, Latest latest) {
    return Hold.stalled(
        Reason.UpdateFailed,
        "AWS could not update the function %s: %s"
            .formatted(desired.functionName(), latest.lastUpdateReason()));
  }

  /** The archive was fetched and is another than it should be: fetching it again helps nobody. */
  static @Nullable Hold wrongArchive(FunctionDesired desired, Latest latest) {
    if (!(desired.code() instanceof CodePackage.S3Object s3)
        || s3.expected() == null
        || s3.expected().equals(latest.codeSHA256())
        || !s3.source().equals(latest.codeSource())) {
      return null;
    }
    return Hold.stalled(
        Reason.InvalidSpec,
        "spec.code.s3.sha256: the archive s3://%s/%s has the hash %s, not %s. Correct the hash, or"
                .formatted(s3.bucket(), s3.key(), latest.codeSHA256(), s3.expected())
            + " upload the right archive under another key");
  }

  /** A version that cannot be invoked, or not yet. */
  static Hold inactive(Version version) {
    return version.state().equals("Failed")
        ? Hold.stalled(
            Reason.FunctionFailed,
            "AWS could not set up version %s: %s"
                .formatted(version.number(), version.stateReason()))
        : new Hold.Settling(
            Reason.Updating,
            "AWS is setting up version %s (%s)".formatted(version.number(), version.state()),
            POLL);
  }
}
