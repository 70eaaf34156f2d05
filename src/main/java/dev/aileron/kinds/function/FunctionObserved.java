package dev.aileron.kinds.function;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Lambda has.
 *
 * @param latest {@code $LATEST}; null if there is no function
 * @param served the version that the alias serves; null if none or not read
 * @param published the version that was published and is not known to be served; null if none was
 * @param settings what stands beside configuration and versions
 * @param memory what Lambda does not show
 */
public record FunctionObserved(
    @Nullable Latest latest,
    Alias alias,
    @Nullable Version served,
    @Nullable Version published,
    Settings settings,
    Memory memory) {

  /** Nothing of the function exists, or nobody has looked. */
  public static FunctionObserved absent() {
    return new FunctionObserved(null, Alias.UNREAD, null, null, Settings.UNREAD, Memory.NONE);
  }

  /**
   * What Lambda keeps beside configuration and versions, and shows only when asked for it.
   *
   * @param codeSigningConfigARN empty for none; null if it was not read
   * @param runtimeUpdates of the newest version; null if it was not read
   */
  public record Settings(
      @Nullable String codeSigningConfigARN, @Nullable RuntimeManagement runtimeUpdates) {
    static final Settings UNREAD = new Settings(null, null);

    Settings withCodeSigning(String arn) {
      return new Settings(arn, runtimeUpdates);
    }

    Settings withRuntimeUpdates(RuntimeManagement updates) {
      return new Settings(codeSigningConfigARN, updates);
    }
  }

  /**
   * What the operator knows of a function and Lambda does not show.
   *
   * @param version a version that was published of it; null if none is known
   * @param attempt the last time that Lambda was asked for what is desired now; null if it was not
   */
  public record Memory(@Nullable String version, @Nullable Attempt attempt) {
    static final Memory NONE = new Memory(null, null);
  }

  /**
   * An order that Lambda took.
   *
   * @param pause how long to leave it alone, should the order have failed for a passing reason
   */
  public record Attempt(Duration pause) {
    boolean mayRepeat() {
      return pause.isZero();
    }
  }

  /**
   * {@code $LATEST}.
   *
   * @param codeSource where the code came from; null if that is not known
   * @param image the image's address with its digest; null for archives and in answers to updates
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
      @Nullable String image,
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

    /** Whether the last update of it failed. It takes the next one all the same. */
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

    /** Whether the last thing that was asked for has come to be. */
    boolean isSuccessful() {
      return isSettled() && !isUpdateFailed();
    }

    /** The tags that specs speak of: without what the operator noted at the creation. */
    Map<String, String> specTags() {
      Map<String, String> shown = new HashMap<>(tags);
      shown.remove(VersionDescription.CREATION_TAG);
      return shown;
    }

    /** What a version says of itself, or else what the function says of the one of its creation. */
    String descriptionOf(Version version) {
      return VersionDescription.spec(version.description()).isPresent()
          ? version.description()
          : tags.getOrDefault(VersionDescription.CREATION_TAG, "");
    }

    Latest withImage(@Nullable String uri, @Nullable String resolved) {
      return new Latest(
          arn,
          config,
          description,
          architecture,
          codeSHA256,
          uri == null ? codeSource : CodePackage.Image.sourceOf(uri),
          resolved,
          revisionID,
          state,
          stateReason,
          lastUpdateStatus,
          lastUpdateReason,
          tags);
    }

    Latest withCodeSource(@Nullable String source) {
      return new Latest(
          arn,
          config,
          description,
          architecture,
          codeSHA256,
          source,
          image,
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
          image,
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
        implements Alias {
      private static final String UNPUBLISHED = "$LATEST";

      /** The published version that it points at; null if somebody pointed it at none. */
      @Nullable String servedVersion() {
        return version.equals(UNPUBLISHED) ? null : version;
      }
    }
  }

  /** Whether it is known that there is no version: the function was deleted, or made anew. */
  boolean hasNoVersion() {
    return alias instanceof Alias.Absent && (latest == null || latest.state().equals("Pending"));
  }

  /** Whether a version has what {@code $LATEST} has. */
  boolean isPublished(Latest latest) {
    Version newest = newest();
    return newest != null && newest.hasContentOf(latest);
  }

  /**
   * A version of the function that somebody may use; null if none is known, by whatever way. One
   * that never came up, as the function itself, is of no use to anybody.
   */
  @Nullable String anyVersion() {
    String served = alias instanceof Alias.Present present ? present.servedVersion() : null;
    Version newest = newest();
    return served != null
        ? served
        : newest != null && newest.isActive() ? newest.number() : memory.version();
  }

  /** The version that new traffic goes to or is about to. */
  public @Nullable Version newest() {
    return published != null ? published : served;
  }

  FunctionObserved afterDeletion() {
    return new FunctionObserved(null, new Alias.Absent(), null, null, Settings.UNREAD, memory);
  }

  FunctionObserved withLatest(@Nullable Latest changed) {
    return new FunctionObserved(changed, alias, served, published, settings, memory);
  }

  FunctionObserved withPublished(@Nullable Version version) {
    return new FunctionObserved(latest, alias, served, version, settings, memory);
  }

  FunctionObserved withAlias(Alias.Present moved) {
    return new FunctionObserved(latest, moved, newest(), published, settings, memory);
  }

  FunctionObserved withSettings(Settings changed) {
    return new FunctionObserved(latest, alias, served, published, changed, memory);
  }
}
