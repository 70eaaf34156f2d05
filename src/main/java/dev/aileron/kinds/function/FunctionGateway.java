package dev.aileron.kinds.function;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kinds.function.FunctionObserved.Alias;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import dev.aileron.kinds.function.FunctionObserved.Version;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lambda, in this kind's words. Every method makes one call, or throws AwsFailure. */
public interface FunctionGateway {
  /**
   * {@code $LATEST}, without knowing where its code came from unless it is an image; empty if there
   * is no such function.
   */
  Optional<Latest> latest(AwsEnvironment environment, String functionName);

  /** A published version. */
  Optional<Version> version(AwsEnvironment environment, String functionName, String version);

  /** An alias. */
  Optional<Alias.Present> alias(AwsEnvironment environment, String functionName, String alias);

  /** ARN of the function's code signing configuration; empty for none. */
  String codeSigning(AwsEnvironment environment, String functionName);

  /** When the runtime under a version is updated. */
  RuntimeManagement runtimeUpdates(AwsEnvironment environment, String functionName, String version);

  /**
   * Some of all functions in the account and region, whosoever they are.
   *
   * @param token of the page before; null for the first one
   */
  Page list(AwsEnvironment environment, @Nullable String token);

  /** Carries out a step and says what AWS answered. */
  Answer execute(AwsEnvironment environment, FunctionStep step);

  /** Deletes the function with its versions and aliases. */
  void delete(AwsEnvironment environment, String functionName);

  /** A function as the list shows it. */
  record Listed(String functionName, String revisionID, String codeSHA256) {}

  /**
   * A page of the list.
   *
   * @param next token of the next page; null if this is the last one
   */
  record Page(List<Listed> functions, @Nullable String next) {
    public Page {
      functions = List.copyOf(functions);
    }
  }

  /**
   * What AWS answered to a step; only the part that the step is about is there.
   *
   * @param latest {@code $LATEST} as after the step
   * @param version the version that was published, or had the same content
   * @param alias the alias as after the step
   */
  record Answer(@Nullable Latest latest, @Nullable Version version, Alias.@Nullable Present alias) {
    static final Answer NONE = new Answer(null, null, null);

    static Answer of(Latest latest, @Nullable Version version) {
      return new Answer(latest, version, null);
    }

    static Answer of(Latest latest) {
      return new Answer(latest, null, null);
    }

    static Answer of(Version version) {
      return new Answer(null, version, null);
    }

    static Answer of(Alias.Present alias) {
      return new Answer(null, null, alias);
    }

    Latest requireLatest() {
      return Objects.requireNonNull(latest, "AWS did not say what the function is like now");
    }

    Version requireVersion() {
      return Objects.requireNonNull(version, "AWS did not say which version was published");
    }

    Alias.Present requireAlias() {
      return Objects.requireNonNull(alias, "AWS did not say where the alias points");
    }

    /** The function after an update: what the answer does not carry is as it was before. */
    Latest after(@Nullable Latest before) {
      Latest now = requireLatest();
      return before == null ? now : now.withTags(before.tags()).withCodeSource(before.codeSource());
    }
  }
}
