package dev.aileron.kernel.status;

/**
 * The reasons that conditions and Events give: one word each, part of the API. {@code
 * docs/status.md} explains every one of them; a test holds the two together.
 */
public enum Reason {
  // Ready=True
  Available("The alias serves what the spec says."),

  // work goes on
  Creating("The object is new; nothing of it serves yet."),
  Updating("A change of the spec or of something it refers to is being carried out."),
  Deleting("The object is being deleted."),
  Draining("The object is being deleted and waits for running executions to end."),

  // something else has to happen first
  DependencyNotReady("Something that the spec refers to is missing or not ready."),
  WaitingForIAM("AWS does not accept the role yet; new roles take some seconds."),
  Throttled("AWS refuses calls for a moment because there were too many."),
  AwsUnavailable("AWS did not answer, or answered with an error of its own."),
  Conflict("Somebody else changed the same thing in AWS at the same moment."),

  // nothing gets better without somebody's doing
  InvalidSpec("The spec, or something it refers to, cannot work as it is."),
  NoEnvironment("No AWS account and region is configured for the object's namespace."),
  RejectedByAWS("AWS refused what the spec asks for."),
  AccessDenied("The operator may not do in AWS what it has to do."),
  NotOwned("The thing in AWS exists already and belongs to something else."),
  FunctionFailed("AWS could not set the function up."),
  UpdateFailed("AWS could not carry out an update; the version before it still serves."),
  QuotaExceeded("A quota of the AWS account is used up."),
  ProgressDeadlineExceeded("The work takes longer than progressDeadlineSeconds."),
  DeletionBlocked("The object is being deleted, and something still needs it."),
  RolledBack("A release was taken back; the version before it serves."),
  CanaryPaused("A release waits for somebody to go on."),
  InternalError("The operator met something that it did not expect; its log has the details."),

  // other conditions
  Suspended("spec.suspend is true; nothing is written to AWS."),
  InSync("What is in AWS equals the spec."),
  DriftDetected("Something in AWS was changed by somebody else."),
  Serving("The alias serves a version."),
  NotServing("No version serves yet."),
  Resolved("Everything that the spec refers to was found."),

  // Events only
  Created("Something was created in AWS."),
  Updated("Something was updated in AWS."),
  DriftCorrected("What somebody else changed in AWS was put back."),
  Published("A version was published."),
  Promoted("The alias serves another version now."),
  Deleted("Something was deleted in AWS."),
  Retained("The object is gone; what it made in AWS was left as it is.");

  private final String meaning;

  Reason(String meaning) {
    this.meaning = meaning;
  }

  /** What the reason means, one sentence. */
  public String meaning() {
    return meaning;
  }
}
