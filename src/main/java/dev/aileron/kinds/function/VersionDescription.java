package dev.aileron.kinds.function;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a version says about itself: which spec and which code it was made of. Kept in AWS, so that
 * it is still known when the object's status is lost. The version that is published as a function
 * is created gets the function's description; of that one a tag of the function tells.
 */
final class VersionDescription {
  /** The tag of a function that tells of the version it was created with. */
  static final String CREATION_TAG = "aileron.dev/created-from";

  private static final Pattern FORM =
      Pattern.compile("aileron spec=(?<spec>[0-9a-f]{16}) source=(?<source>[0-9a-f]{16})");

  private VersionDescription() {}

  static String of(String specHash, String source) {
    return "aileron spec=" + specHash + " source=" + source;
  }

  /** Where the version's code came from; empty if the version is not one of ours. */
  static Optional<String> source(String description) {
    Matcher matcher = FORM.matcher(description);
    return matcher.matches() ? Optional.of(matcher.group("source")) : Optional.empty();
  }

  /** Hash of the spec that the version was made of; empty if the version is not one of ours. */
  static Optional<String> spec(String description) {
    Matcher matcher = FORM.matcher(description);
    return matcher.matches() ? Optional.of(matcher.group("spec")) : Optional.empty();
  }
}
