package dev.aileron.kinds.function;

import static dev.aileron.kernel.fields.Impact.IMMUTABLE;
import static dev.aileron.kernel.fields.Impact.IN_PLACE;
import static dev.aileron.kernel.fields.Impact.NOTHING;
import static dev.aileron.kernel.fields.Impact.PUBLISHES;

import dev.aileron.kernel.fields.Impact;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The field table: the fields of a ServerlessFunction's spec, what a change of each costs, and the
 * operation of Lambda that carries it out. A field that is part of a {@link FunctionConfig} says
 * where it stands there, and is by that compared, hashed, updated and named in events.
 */
public enum FunctionField {
  FUNCTION_NAME("functionName", IMMUTABLE, Operation.NONE),
  DESCRIPTION("description", IN_PLACE, Operation.UPDATE_CONFIGURATION),
  RUNTIME("runtime", FunctionConfig::runtime),
  HANDLER("handler", FunctionConfig::handler),
  ARCHITECTURE("architecture", PUBLISHES, Operation.UPDATE_CODE),
  CODE("code", PUBLISHES, Operation.UPDATE_CODE),
  IMAGE("code.image", FunctionConfig::image),
  MEMORY("memoryMB", FunctionConfig::memoryMB),
  TIMEOUT("timeoutSeconds", FunctionConfig::timeoutSeconds),
  EPHEMERAL_STORAGE("ephemeralStorageMB", FunctionConfig::ephemeralStorageMB),
  ENV("env", FunctionConfig::variables),
  LAYERS("layers", FunctionConfig::layers),
  ROLE("role", FunctionConfig::roleARN),
  VPC("vpc", FunctionConfig::vpc),
  FILE_SYSTEMS("fileSystems", FunctionConfig::fileSystems),
  KMS_KEY("kmsKeyARN", FunctionConfig::kmsKeyARN),
  TRACING("tracing", FunctionConfig::tracing),
  LOGGING("logging", FunctionConfig::logging),
  SNAP_START("snapStart", FunctionConfig::snapStart),
  RUNTIME_UPDATES("runtimeUpdates", IN_PLACE, Operation.RUNTIME_MANAGEMENT),
  RUNTIME_VERSION("runtimeVersionARN", IN_PLACE, Operation.RUNTIME_MANAGEMENT),
  CODE_SIGNING("codeSigningConfigARN", IN_PLACE, Operation.CODE_SIGNING),
  DEAD_LETTER("deadLetterARN", FunctionConfig::deadLetterARN),
  DURABLE("durable", FunctionConfig::durable),
  TENANCY("tenancy", IMMUTABLE, Operation.NONE),
  TAGS("tags", IN_PLACE, Operation.TAG),
  RELEASE("release", NOTHING, Operation.NONE),
  DELETION_POLICY("deletionPolicy", NOTHING, Operation.NONE),
  ADOPTION_POLICY("adoptionPolicy", NOTHING, Operation.NONE),
  DRIFT_POLICY("driftPolicy", NOTHING, Operation.NONE),
  SUSPEND("suspend", NOTHING, Operation.NONE),
  PROGRESS_DEADLINE("progressDeadlineSeconds", NOTHING, Operation.NONE);

  /** What carries a change of a field out on {@code $LATEST}. */
  enum Operation {
    UPDATE_CONFIGURATION,
    UPDATE_CODE,
    /** TagResource and UntagResource. */
    TAG,
    /** PutRuntimeManagementConfig, on a version. */
    RUNTIME_MANAGEMENT,
    /** PutFunctionCodeSigningConfig and DeleteFunctionCodeSigningConfig. */
    CODE_SIGNING,
    /** Nothing in Lambda has the field. */
    NONE
  }

  private final String path;
  private final Impact impact;
  private final Operation operation;
  private final @Nullable Function<FunctionConfig, Object> value;

  FunctionField(String path, Impact impact, Operation operation) {
    this(path, impact, operation, null);
  }

  /** A field of the configuration that every version carries. */
  FunctionField(String path, Function<FunctionConfig, Object> value) {
    this(path, PUBLISHES, Operation.UPDATE_CONFIGURATION, value);
  }

  FunctionField(
      String path,
      Impact impact,
      Operation operation,
      @Nullable Function<FunctionConfig, Object> value) {
    this.path = path;
    this.impact = impact;
    this.operation = operation;
    this.value = value;
  }

  /** Name in the spec; after a dot, a part of a field that another operation carries out. */
  public String path() {
    return path;
  }

  public Impact impact() {
    return impact;
  }

  Operation operation() {
    return operation;
  }

  /** Whether it is part of a {@link FunctionConfig}. */
  boolean isConfiguration() {
    return value != null;
  }

  /** The field's value in a configuration. */
  Object of(FunctionConfig config) {
    if (value == null) {
      throw new IllegalArgumentException(path + " is no part of the configuration");
    }
    return value.apply(config);
  }

  /** All that are part of a {@link FunctionConfig}. */
  static Set<FunctionField> configuration() {
    return Arrays.stream(values())
        .filter(FunctionField::isConfiguration)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those of some fields that an operation carries out. */
  static Set<FunctionField> of(Operation operation, Set<FunctionField> fields) {
    return fields.stream()
        .filter(field -> field.operation == operation)
        .collect(Collectors.toUnmodifiableSet());
  }

  static String names(Set<FunctionField> fields) {
    return fields.stream().sorted().map(FunctionField::path).collect(Collectors.joining(", "));
  }
}
