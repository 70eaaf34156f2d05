package dev.aileron.kinds.function;

import dev.aileron.kinds.function.FunctionObserved.Latest;
import java.util.EnumSet;
import java.util.Set;

/** The field table at work: a row added to {@link FunctionField} is compared here. */
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
}
