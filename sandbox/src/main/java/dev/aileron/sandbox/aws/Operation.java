package dev.aileron.sandbox.aws;

import org.jspecify.annotations.Nullable;

/**
 * Which operation a request asks for.
 *
 * @param service the name the service signs under, such as {@code lambda}, {@code states}, {@code
 *     monitoring}
 * @param name as AWS spells it, such as {@code UpdateFunctionCode}
 * @param resource what it acts on: a function's plain name, a state machine's ARN, {@code
 *     bucket/key}; null when the request names nothing
 * @param write whether the operation changes configuration or stored data, told by its name and not
 *     by whether it succeeded
 * @param qualifier the version or alias of the resource; null when the request names none
 */
public record Operation(
    String service,
    String name,
    @Nullable String resource,
    boolean write,
    @Nullable String qualifier) {

  /** The name of an operation that could not be told. */
  public static final String UNKNOWN = "Unknown";

  /** An operation on a resource without a qualifier. */
  public Operation(String service, String name, @Nullable String resource, boolean write) {
    this(service, name, resource, write, null);
  }

  /** The same, not counted as a write. */
  Operation asWork() {
    return new Operation(service, name, resource, false, qualifier);
  }

  /** As IAM and people write it: {@code lambda:UpdateFunctionCode}. */
  public String action() {
    return service + ":" + name;
  }
}
