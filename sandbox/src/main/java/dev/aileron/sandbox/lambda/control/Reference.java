package dev.aileron.sandbox.lambda.control;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.lambda.wire.Errors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as a caller names it: by name, by part of an ARN, or by ARN.
 *
 * @param accountId whose function it is
 * @param name plain name
 * @param qualifier version or alias; null when none was given
 */
public record Reference(String accountId, String name, @Nullable String qualifier) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?"
              + "(?:((?:eusc-)?[a-z]{2}(?:(?:-gov)|(?:-iso(?:[a-z]?)))?-[a-z]+-\\d):)?"
              + "(?:(\\d{12}):)?(?:function:)?([a-zA-Z0-9-_.]+)"
              + "(?::(\\$LATEST(?:\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?");
  private static final Pattern ALIAS = Pattern.compile("(?!^[0-9]+$)[a-zA-Z0-9-_]+");

  /**
   * Takes a reference apart.
   *
   * @param function within the bounds that the front end checks
   * @param qualifier given beside it; null for none
   * @throws AwsError for a function of another region, or two qualifiers that differ
   */
  public static Reference of(Caller caller, String function, @Nullable String qualifier) {
    var matcher = FORM.matcher(function);
    if (!matcher.matches()) {
      throw Errors.functionNotFound(function);
    }
    var region = matcher.group(1);
    if (region != null && !region.equals(caller.region())) {
      throw Errors.notFound(
          "Functions from '%s' are not reachable in this region ('%s')"
              .formatted(region, caller.region()));
    }
    var derived = matcher.group(4);
    if (derived != null && qualifier != null && !derived.equals(qualifier)) {
      throw Errors.invalid(
          "The derived qualifier from the function name does not match the specified qualifier.");
    }
    var account = matcher.group(2);
    return new Reference(
        account == null ? caller.accountId() : account,
        matcher.group(3),
        derived == null ? qualifier : derived);
  }

  /** Whether the qualifier is written as an alias' name. */
  static boolean isAlias(String qualifier) {
    return ALIAS.matcher(qualifier).matches();
  }

  /** The ARN as it was asked for, with the qualifier that was given. */
  String arn(LambdaRegion region) {
    var arn = region.functionArn(name);
    return qualifier == null ? arn : arn + ":" + qualifier;
  }

  Reference unqualified() {
    return new Reference(accountId, name, null);
  }
}
