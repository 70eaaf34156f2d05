package dev.aileron.sandbox.aws.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known when a policy is evaluated: the values of the condition keys.
 *
 * <p>A key that is known to the sandbox and has no value here is absent, as IAM means it. A key
 * that the sandbox does not know is refused when the policy is read.
 */
final class Circumstances {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  /** Every key that is evaluated, lower case. */
  private static final Set<String> KEYS =
      Set.of(
          "aws:currenttime",
          "aws:epochtime",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principaltype",
          "aws:requestedregion",
          "aws:securetransport",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:tagkeys",
          "aws:userid",
          "aws:username",
          "aws:viaawsservice",
          "iam:passedtoservice",
          "lambda:functionarn",
          "states:statemachinequalifier",
          "sts:externalid",
          "sts:rolesessionname");

  /** Keys that end with the name of a tag. */
  private static final List<String> PREFIXES =
      List.of("aws:principaltag/", "aws:requesttag/", "aws:resourcetag/");

  private static final String RESOURCE_TAG = "aws:resourcetag/";

  private final Map<String, List<String>> values = new HashMap<>();

  /** Asked for only when a policy does: most do not, and it costs a call. */
  private Supplier<Map<String, String>> resourceTags = Map::of;

  Circumstances withResourceTags(Supplier<Map<String, String>> tags) {
    resourceTags = tags;
    return this;
  }

  Circumstances with(String key, String... some) {
    values.put(key.toLowerCase(Locale.ROOT), List.of(some));
    return this;
  }

  Circumstances withAll(String key, List<String> some) {
    values.put(key.toLowerCase(Locale.ROOT), List.copyOf(some));
    return this;
  }

  /** These values and the other's. */
  Circumstances and(Circumstances other) {
    var both = new Circumstances();
    both.values.putAll(values);
    both.values.putAll(other.values);
    both.resourceTags = resourceTags;
    return both;
  }

  /** The values of a key; null when it is absent. */
  @Nullable List<String> get(String key) {
    if (key.toLowerCase(Locale.ROOT).startsWith(RESOURCE_TAG)) {
      var value = resourceTags.get().get(key.substring(RESOURCE_TAG.length()));
      return value == null ? null : List.of(value);
    }
    return values.get(key.toLowerCase(Locale.ROOT));
  }

  static boolean knows(String key) {
    var lower = key.toLowerCase(Locale.ROOT);
    return KEYS.contains(lower) || PREFIXES.stream().anyMatch(lower::startsWith);
  }

  /** The text with its policy variables filled in; one without a value matches nothing. */
  String fill(String text) {
    if (!text.contains("${")) {
      return text;
    }
    var matcher = VARIABLE.matcher(text);
    var filled = new StringBuilder();
    while (matcher.find()) {
      var name = matcher.group(1);
      var value =
          switch (name) {
            case "*", "?", "$" -> name;
            default -> first(name);
          };
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }

  private String first(String name) {
    if (!knows(name)) {
      throw PolicyDocument.notUnderstood("The policy variable ${" + name + "} is not evaluated.");
    }
    var all = get(name);
    // No ARN and no value has this character: what is absent matches nothing.
    return all == null || all.isEmpty() ? "\u0000" : all.getFirst();
  }
}
