package dev.aileron.kinds.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Step Functions has.
 *
 * @param machine null if there is no state machine
 * @param newest the version that was made of the state machine's revision, if it is known which one
 *     was; otherwise the version that the alias serves; null if neither is known
 */
public record WorkflowObserved(@Nullable Machine machine, Alias alias, @Nullable Version newest) {

  static WorkflowObserved absent(Alias alias) {
    return new WorkflowObserved(null, alias, null);
  }

  /**
   * The state machine as it is now, which is not what the alias serves.
   *
   * @param type STANDARD or EXPRESS
   * @param status Step Functions' own word, or {@link #CREATING}
   * @param revisionID empty for the first revision
   * @param updating whether an update of ours is not visible yet
   * @param tags null if they were not read
   */
  public record Machine(
      String arn,
      WorkflowContent content,
      String type,
      String status,
      String revisionID,
      boolean updating,
      @Nullable Map<String, String> tags) {
    /** Ours, for a state machine that was created and cannot be read yet. */
    static final String CREATING = "CREATING";

    private static final String ACTIVE = "ACTIVE";

    static Machine notReadableYet(String arn, WorkflowDesired desired) {
      return new Machine(arn, desired.content(), desired.type(), CREATING, "", false, null);
    }

    boolean isActive() {
      return status.equals(ACTIVE);
    }

    /** Whether the tags were read, and are those of something else. */
    boolean isForeign(WorkflowDesired desired) {
      return tags != null && !desired.owner().owns(tags);
    }

    Machine withTags(@Nullable Map<String, String> read) {
      return new Machine(arn, content, type, status, revisionID, updating, read);
    }

    Machine updated(WorkflowContent newContent, String newRevisionID) {
      return new Machine(arn, newContent, type, status, newRevisionID, false, tags);
    }

    Machine whileUpdating() {
      return new Machine(arn, content, type, status, revisionID, true, tags);
    }
  }

  /** A published version. */
  public record Version(String number, String arn, WorkflowContent content) {
    boolean hasContentOf(WorkflowDesired desired) {
      return content.equals(desired.content());
    }
  }

  /** The alias. */
  public sealed interface Alias {
    /** Nobody has looked, because the status says that it was never created. */
    record Unread() implements Alias {}

    /** It does not exist. */
    record Absent() implements Alias {}

    /**
     * It exists.
     *
     * @param routing share of new executions by version ARN, in percent; shares sum up to 100
     */
    record Present(String arn, Map<String, Integer> routing) implements Alias {
      static Present of(String arn, String versionARN) {
        return new Present(arn, Map.of(versionARN, 100));
      }

      /** The version that gets everything; null while two share. */
      @Nullable String only() {
        return routing.entrySet().stream()
            .filter(share -> share.getValue() == 100)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
      }
    }
  }

  WorkflowObserved withMachine(@Nullable Machine changed) {
    return new WorkflowObserved(changed, alias, newest);
  }

  WorkflowObserved withPublished(Version version) {
    return new WorkflowObserved(machine, alias, version);
  }

  WorkflowObserved withAlias(Alias.Present moved) {
    return new WorkflowObserved(machine, moved, newest);
  }

  /** Whether the state machine is known to be that of something else. */
  boolean isForeign(WorkflowDesired desired) {
    return machine != null && machine.isForeign(desired);
  }

  /** Last part of an ARN: the name of a state machine or an alias, or the number of a version. */
  static String lastPart(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
