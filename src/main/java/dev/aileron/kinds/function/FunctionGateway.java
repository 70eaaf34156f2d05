package dev.aileron.kinds.function;

import dev.aileron.aws.AwsEnvironment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lambda, in this kind's words. Every method makes one call, or throws AwsFailure. */
public interface FunctionGateway {
  /**
   * {@code $LATEST}, without knowing where its code came from; empty if there is no such function.
   */
  Optional<FunctionObserved.Latest> latest(AwsEnvironment environment, String functionName);

  /** A published version. */
  Optional<FunctionObserved.Version> version(
      AwsEnvironment environment, String functionName, String version);

  /** An alias. */
  Optional<FunctionObserved.Alias.Present> alias(
      AwsEnvironment environment, String functionName, String alias);

  /** Carries out a step and says what AWS answered. */
  Answer execute(AwsEnvironment environment, FunctionStep step);

  /** Deletes the function with its versions and aliases. */
  void delete(AwsEnvironment environment, String functionName);

  /**
   * What AWS answered to a step; only the part that the step is about is there.
   *
   * @param latest {@code $LATEST} as after the step
   * @param version the version that was published, or had the same content
   * @param alias the alias as after the step
   */
  record Answer(
      FunctionObserved.@Nullable Latest latest,
      FunctionObserved.@Nullable Version version,
      FunctionObserved.Alias.@Nullable Present alias) {
    static final Answer NONE = new Answer(null, null, null);

    static Answer of(FunctionObserved.Latest latest) {
      return new Answer(latest, null, null);
    }

    static Answer of(FunctionObserved.Version version) {
      return new Answer(null, version, null);
    }

    static Answer of(FunctionObserved.Alias.Present alias) {
      return new Answer(null, null, alias);
    }
  }
}
