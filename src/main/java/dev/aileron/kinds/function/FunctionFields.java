package dev.aileron.kinds.function;

import dev.aileron.api.FunctionSpec;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The field table at work. A component added to {@link FunctionSpec} does not compile here until it
 * has a row in {@link FunctionField} and a comparison below.
 */
final class FunctionFields {
  private FunctionFields() {}

  /** The fields by which {@code $LATEST} differs from what should be there. */
  static Set<FunctionField> differing(FunctionDesired desired, Latest latest) {
    Set<FunctionField> differing = EnumSet.noneOf(FunctionField.class);
    for (FunctionField field : FunctionField.values()) {
      if (differs(field, desired, latest)) {
        differing.add(field);
      }
    }
    return differing;
  }

  private static boolean differs(FunctionField field, FunctionDesired desired, Latest latest) {
    FunctionConfig want = desired.config();
    FunctionConfig have = latest.config();
    return switch (field) {
      case RUNTIME -> !want.runtime().equals(have.runtime());
      case HANDLER -> !want.handler().equals(have.handler());
      case MEMORY -> want.memoryMB() != have.memoryMB();
      case TIMEOUT -> want.timeoutSeconds() != have.timeoutSeconds();
      case ENV -> !want.variables().equals(have.variables());
      case ROLE -> !want.roleARN().equals(have.roleARN());
      case DESCRIPTION -> !desired.description().equals(latest.description());
      case ARCHITECTURE -> !desired.architecture().equals(latest.architecture());
      case CODE -> codeDiffers(desired.code(), latest);
      case TAGS -> !desired.tags().equals(latest.tags());
      case FUNCTION_NAME, RELEASE, DELETION_POLICY, SUSPEND, PROGRESS_DEADLINE -> false;
    };
  }

  private static boolean codeDiffers(CodePackage code, Latest latest) {
    return code.sha256()
        .map(sha -> !sha.equals(latest.codeSHA256()))
        .orElseGet(() -> !code.source().equals(latest.codeSource()));
  }

  /** Every component of the spec with its row, by name. */
  static Map<String, FunctionField> table(FunctionSpec spec) {
    return switch (spec) {
      case FunctionSpec(
              var functionName,
              var description,
              var runtime,
              var handler,
              var architecture,
              var code,
              var memoryMB,
              var timeoutSeconds,
              var env,
              var role,
              var tags,
              var release,
              var deletionPolicy,
              var suspend,
              var progressDeadlineSeconds) ->
          Map.ofEntries(
              Map.entry("functionName", FunctionField.FUNCTION_NAME),
              Map.entry("description", FunctionField.DESCRIPTION),
              Map.entry("runtime", FunctionField.RUNTIME),
              Map.entry("handler", FunctionField.HANDLER),
              Map.entry("architecture", FunctionField.ARCHITECTURE),
              Map.entry("code", FunctionField.CODE),
              Map.entry("memoryMB", FunctionField.MEMORY),
              Map.entry("timeoutSeconds", FunctionField.TIMEOUT),
              Map.entry("env", FunctionField.ENV),
              Map.entry("role", FunctionField.ROLE),
              Map.entry("tags", FunctionField.TAGS),
              Map.entry("release", FunctionField.RELEASE),
              Map.entry("deletionPolicy", FunctionField.DELETION_POLICY),
              Map.entry("suspend", FunctionField.SUSPEND),
              Map.entry("progressDeadlineSeconds", FunctionField.PROGRESS_DEADLINE));
    };
  }
}
