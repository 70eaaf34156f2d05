package dev.aileron.kinds.workflow;

import dev.aileron.kernel.naming.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a state machine keeps for ever: a change of any of it makes a new version.
 *
 * @param definition canonical text
 * @param encryption null for a key that AWS owns
 */
public record WorkflowContent(
    String definition,
    String roleARN,
    Logging logging,
    boolean tracing,
    @Nullable Encryption encryption) {

  /** Without logging, tracing and a key of one's own. */
  public static WorkflowContent of(String definition, String roleARN) {
    return new WorkflowContent(definition, roleARN, Logging.OFF, false, null);
  }

  /**
   * What is written to a log group.
   *
   * @param level ALL, ERROR, FATAL or OFF
   * @param logGroupARN with the {@code :*} at its end that Step Functions wants; empty for none
   */
  public record Logging(String level, boolean includesExecutionData, String logGroupARN) {
    public static final Logging OFF = new Logging("OFF", false, "");
    private static final String ALL_STREAMS = ":*";

    public Logging {
      if (!logGroupARN.isEmpty() && !logGroupARN.endsWith(ALL_STREAMS)) {
        logGroupARN = logGroupARN + ALL_STREAMS;
      }
    }
  }

  /**
   * A key of one's own.
   *
   * @param dataKeyReuseSeconds how long a data key is used before a new one is asked for
   */
  public record Encryption(String kmsKeyARN, int dataKeyReuseSeconds) {}

  /** What is as AWS has it by itself is left out, so that fields to come do not change it. */
  String hash() {
    StringBuilder text = new StringBuilder(definition).append('\n').append(roleARN);
    if (!logging.equals(Logging.OFF)) {
      text.append('\n').append(logging);
    }
    if (tracing) {
      text.append("\ntracing");
    }
    if (encryption != null) {
      text.append('\n').append(encryption);
    }
    return Hashes.brief(text.toString());
  }

  WorkflowContent withDefinition(String other) {
    return new WorkflowContent(other, roleARN, logging, tracing, encryption);
  }
}
