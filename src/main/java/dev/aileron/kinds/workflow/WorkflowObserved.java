package dev.aileron.kinds.workflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Step Functions has.
 *
 * @param machine null if there is no state machine
 * @param served the version that the alias serves; null if none or not read
 * @param published the version published in this pass; null if none was
 */
public record WorkflowObserved(
    @Nullable Machine machine, Alias alias, @Nullable Version served, @Nullable Version published) {

  static WorkflowObserved absent(Alias alias) {
    return new WorkflowObserved(null, alias, null, null);
  }

  /**
   * The state machine as it is now, which is not what the alias serves.
   *
   * @param definition canonical text
   * @param type STANDARD or EXPRESS
   * @param status Step Functions' own word
   * @param revisionID empty for the first revision
   * @param updating whether an update of ours is not visible yet
   * @param tags null if they were not read
   */
  public record Machine(
      String arn,
      String definition,
      String roleARN,
      String type,
      String status,
      String revisionID,
      boolean updating,
      @Nullable Map<String, String> tags) {
    Machine withTags(@Nullable Map<String, String> read) {
      return new Machine(arn, definition, roleARN, type, status, revisionID, updating, read);
    }

    Machine whileUpdating() {
      return new Machine(arn, definition, roleARN, type, status, revisionID, true, tags);
    }
  }

  /**
   * A published version.
   *
   * @param definition canonical text
   */
  public record Version(String number, String arn, String definition, String roleARN) {
    boolean hasContentOf(WorkflowDesired desired) {
      return definition.equals(desired.definition()) && roleARN.equals(desired.roleARN());
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

  /** The version that new executions go to or are about to. */
  @Nullable Version newest() {
    return published != null ? published : served;
  }

  WorkflowObserved withMachine(@Nullable Machine changed) {
    return new WorkflowObserved(changed, alias, served, published);
  }

  WorkflowObserved withPublished(Version version) {
    return new WorkflowObserved(machine, alias, served, version);
  }

  WorkflowObserved withAlias(Alias.Present moved) {
    return new WorkflowObserved(machine, moved, newest(), published);
  }

  /** Number of a version: the last part of its ARN. */
  static String number(String versionARN) {
    return versionARN.substring(versionARN.lastIndexOf(':') + 1);
  }
}
