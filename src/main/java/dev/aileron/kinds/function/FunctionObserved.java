package dev.aileron.kinds.function;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda has.
 *
 * @param latest {@code $LATEST}; null if there is no function
 * @param served the version that the alias serves; null if none or not read
 * @param published the version published in this pass; null if none was
 */
public record FunctionObserved(
    @Nullable Latest latest, Alias alias, @Nullable Version served, @Nullable Version published) {

  /** Nothing of the function exists, or nobody has looked. */
  public static FunctionObserved absent() {
    return new FunctionObserved(null, Alias.UNREAD, null, null);
  }

  /**
   * {@code $LATEST}.
   *
   * @param codeSource where the code came from; null if that is not known
   * @param state Lambda's own word; words that are not known mean "not ready yet"
   * @param lastUpdateStatus Lambda's own word; empty while there was no update
   */
  public record Latest(
      String arn,
      FunctionConfig config,
      String description,
      String architecture,
      String codeSHA256,
      @Nullable String codeSource,
      String revisionID,
      String state,
      String stateReason,
      String lastUpdateStatus,
      String lastUpdateReason,
      Map<String, String> tags) {
    public Latest {
      tags = Map.copyOf(tags);
    }

    /** Whether it never came up. */
    boolean isFailed() {
      return state.equals("Failed");
    }

    /** Whether an update of it failed; it has what it had before, and takes the next update. */
    boolean isUpdateFailed() {
      return lastUpdateStatus.equals("Failed");
    }

    /**
     * Known words for "ready" are few; any other means "not yet", as AWS adds words. A failed
     * update leaves the function usable, and the next update allowed.
     */
    boolean isSettled() {
      return Set.of("Active", "Inactive", "ActiveNonInvocable", "").contains(state)
          && Set.of("Successful", "Failed", "").contains(lastUpdateStatus);
    }

    Latest withCodeSource(@Nullable String source) {
      return new Latest(
          arn,
          config,
          description,
          architecture,
          codeSHA256,
          source,
          revisionID,
          state,
          stateReason,
          lastUpdateStatus,
          lastUpdateReason,
          tags);
    }

    Latest withTags(Map<String, String> changed) {
      return new Latest(
          arn,
          config,
          description,
          architecture,
          codeSHA256,
          codeSource,
          revisionID,
          state,
          stateReason,
          lastUpdateStatus,
          lastUpdateReason,
          changed);
    }
  }

  /** A published version. */
  public record Version(
      String number,
      String arn,
      FunctionConfig config,
      String architecture,
      String codeSHA256,
      String state,
      String stateReason,
      String description) {
    /** Whether it can be invoked. */
    boolean isActive() {
      return state.equals("Active") || state.isEmpty();
    }

    /** Whether the version has what {@code $LATEST} has. */
    boolean hasContentOf(Latest latest) {
      return config.equals(latest.config())
          && architecture.equals(latest.architecture())
          && codeSHA256.equals(latest.codeSHA256());
    }
  }

  /** The alias. */
  public sealed interface Alias {
    Alias UNREAD = new Unread();
    Alias LATER = new Later();

    /** Nobody has looked, because the status says that it was never created. */
    record Unread() implements Alias {}

    /** Nobody has looked yet, because {@code $LATEST} is updated first. It may well exist. */
    record Later() implements Alias {}

    /** It does not exist. */
    record Absent() implements Alias {}

    /**
     * It exists.
     *
     * @param weights share of traffic by additional version, 0 to 1
     */
    record Present(String arn, String version, String revisionID, Map<String, Double> weights)
        implements Alias {}
  }

  /** Whether it is known that there is no version: the function was deleted, or made anew. */
  boolean hasNoVersion() {
    return alias instanceof Alias.Absent && (latest == null || latest.state().equals("Pending"));
  }

  /** The version that new traffic goes to or is about to. */
  public @Nullable Version newest() {
    return published != null ? published : served;
  }

  FunctionObserved withLatest(@Nullable Latest changed) {
    return new FunctionObserved(changed, alias, served, published);
  }

  FunctionObserved withPublished(Version version) {
    return new FunctionObserved(latest, alias, served, version);
  }

  FunctionObserved withAlias(Alias.Present moved) {
    return new FunctionObserved(latest, moved, newest(), published);
  }
}
