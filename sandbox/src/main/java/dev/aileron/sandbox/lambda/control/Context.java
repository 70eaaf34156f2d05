package dev.aileron.sandbox.lambda.control;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Settings;
import dev.aileron.sandbox.lambda.wire.Errors;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where, when and for whom an operation is carried out. */
record Context(LambdaRegion region, Caller caller, Instant now, Settings settings) {

  Reference reference(String function, @Nullable String qualifier) {
    var reference = Reference.of(caller, function, qualifier);
    if (!reference.accountId().equals(caller.accountId())) {
      throw new AwsError(403, "AccessDeniedException", "null");
    }
    return reference;
  }

  /** The function that is named; the error names it as the caller did. */
  LambdaFunction function(Reference reference) {
    var function = region.find(reference.name(), now);
    if (function == null) {
      throw Errors.functionNotFound(reference.arn(region));
    }
    return function;
  }

  /** The function, for reads, which do not find a new one at once. */
  LambdaFunction seen(Reference reference) {
    var function = function(reference);
    if (!isSeen(function)) {
      throw Errors.functionNotFound(reference.arn(region));
    }
    return function;
  }

  /** Whether reads find a function by now. */
  boolean isSeen(LambdaFunction function) {
    return !now.isBefore(function.created.plus(settings.lag().describe()));
  }

  /** The function, told of without the qualifier when it is missing. */
  LambdaFunction function(String name) {
    return function(reference(name, null).unqualified());
  }

  /** The version that a qualifier leads to; of a weighted alias the one with the most of it. */
  Version version(LambdaFunction function, Reference reference) {
    var qualifier = reference.qualifier();
    if (qualifier == null) {
      return function.latest;
    }
    var alias = function.aliases.get(qualifier);
    var version = function.version(alias == null ? qualifier : alias.version());
    if (version == null) {
      throw Errors.functionNotFound(reference.arn(region));
    }
    return version;
  }

  /**
   * Checks that a version or alias is there, and says it as the operations on policies do.
   *
   * @return the qualifier, or the empty text for the function itself
   */
  String existing(LambdaFunction function, Reference reference) {
    var qualifier = reference.qualifier();
    if (qualifier == null) {
      return LambdaFunction.UNQUALIFIED;
    }
    if (function.aliases.containsKey(qualifier) || function.version(qualifier) != null) {
      return qualifier;
    }
    throw Reference.isAlias(qualifier)
        ? aliasMissing(reference)
        : Errors.functionNotFound(reference.arn(region));
  }

  AwsError aliasMissing(Reference reference) {
    return Errors.notFound("Cannot find alias arn: " + reference.arn(region));
  }

  /** A function that is being made or changed takes no further change. */
  void requireSettled(LambdaFunction function) {
    if (function.latest.isPending()) {
      throw inState(function.latest.state());
    }
    if (function.latest.isUpdating()) {
      throw Errors.conflict(
          "The operation cannot be performed at this time. An update is in progress for resource: "
              + function.arn);
    }
  }

  static AwsError inState(String state) {
    return Errors.conflict(
        "The operation cannot be performed at this time. The function is currently in the following"
            + " state: "
            + state);
  }

  void requireRevision(@Nullable String given, String current) {
    if (given != null && !given.equals(current)) {
      throw Errors.revisionMismatch("GetFunction/GetAlias");
    }
  }

  Duration creating(Configuration configuration) {
    var settle = settings.settle();
    return configuration.inVpc() ? settle.create().plus(settle.vpc()) : settle.create();
  }

  Duration updating(Configuration before, Configuration after) {
    var settle = settings.settle();
    boolean moves = after.inVpc() && !java.util.Objects.equals(before.vpc(), after.vpc());
    return moves ? settle.update().plus(settle.vpc()) : settle.update();
  }
}
