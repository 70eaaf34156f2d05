package dev.aileron.kernel.conditions;

/**
 * One observation of an object, in the shape of Kubernetes' metav1.Condition.
 *
 * @param type what is observed, one of {@link ConditionType}
 * @param status True, False or Unknown
 * @param observedGeneration the generation of the object that this is about
 * @param lastTransitionTime RFC 3339, when {@code status} last changed its value
 * @param reason why, as one CamelCase word
 * @param message why, for people; at most {@link Conditions#MAX_MESSAGE} characters
 */
public record Condition(
    String type,
    String status,
    Long observedGeneration,
    String lastTransitionTime,
    String reason,
    String message) {
  public static final String TRUE = "True";
  public static final String FALSE = "False";
  public static final String UNKNOWN = "Unknown";

  /** Whether the status is True. */
  public boolean holds() {
    return TRUE.equals(status);
  }
}
