package dev.aileron.kinds.function;

import dev.aileron.kernel.naming.Hashes;
import dev.aileron.kinds.function.FunctionObserved.Latest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
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
    return switch (field) {
      case RUNTIME,
          HANDLER,
          IMAGE,
          MEMORY,
          TIMEOUT,
          EPHEMERAL_STORAGE,
          ENV,
          KMS_KEY,
          LAYERS,
          ROLE,
          VPC,
          FILE_SYSTEMS,
          TRACING,
          LOGGING,
          DEAD_LETTER,
          SNAP_START,
          DURABLE ->
          !field.of(desired.config()).equals(field.of(latest.config()));
      case DESCRIPTION -> !desired.description().equals(latest.description());
      case ARCHITECTURE -> !desired.architecture().equals(latest.architecture());
      case CODE -> codeDiffers(desired.code(), latest);
      case TAGS -> !desired.tags().equals(latest.specTags());
      // GetFunction does not show them: the planner compares what was read apart.
      case RUNTIME_UPDATES, RUNTIME_VERSION, CODE_SIGNING -> false;
      case FUNCTION_NAME,
          TENANCY,
          RELEASE,
          DELETION_POLICY,
          ADOPTION_POLICY,
          DRIFT_POLICY,
          SUSPEND,
          PROGRESS_DEADLINE ->
          false;
    };
  }

  /** The fields of the configuration that have another value than Lambda gives by itself. */
  static Set<FunctionField> set(FunctionConfig config) {
    Set<FunctionField> set = EnumSet.noneOf(FunctionField.class);
    for (FunctionField field : FunctionField.configuration()) {
      if (!field.of(config).equals(field.of(FunctionConfig.DEFAULTS))) {
        set.add(field);
      }
    }
    return set;
  }

  /**
   * Of all that makes a version. What has Lambda's own value is not in it, so that a field which is
   * new to the operator changes no hash.
   *
   * @param variables stands for the environment variables, without the values of Secrets
   */
  static String hash(
      FunctionConfig config, String architecture, CodePackage code, String variables) {
    List<String> lines = new ArrayList<>(List.of("code=" + code.source()));
    lines.add("architecture=" + architecture);
    for (FunctionField field : set(config)) {
      lines.add(field.path() + "=" + (field == FunctionField.ENV ? variables : field.of(config)));
    }
    return Hashes.brief(String.join("\n", lines));
  }

  private static boolean codeDiffers(CodePackage code, Latest latest) {
    return code.sha256()
        .map(sha -> !sha.equals(latest.codeSHA256()))
        .orElseGet(() -> !code.source().equals(latest.codeSource()));
  }
}
