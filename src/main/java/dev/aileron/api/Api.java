package dev.aileron.api;

import org.jspecify.annotations.NullUnmarked;

/** Names of the API group. */
public final class Api {
  public static final String GROUP = "aileron.dev";
  public static final String VERSION = "v1alpha1";

  /** Present on an object while the operator has something to clean up in AWS for it. */
  public static final String FUNCTION_FINALIZER = "serverlessfunction.aileron.dev/cleanup";

  public static final String WORKFLOW_FINALIZER = "workflow.aileron.dev/cleanup";

  /**
   * Annotation: what is released together carries the same value here, such as a Git revision. A
   * workflow waits until its functions carry its own.
   */
  public static final String COHORT = "aileron.dev/cohort";

  private Api() {}

  /**
   * What {@code initSpec} and {@code initStatus} return: nothing. A value there would make every
   * server-side apply of a status claim the spec as well (UpdateControl's contract).
   */
  @NullUnmarked
  static <T> T absent() {
    return null;
  }
}
