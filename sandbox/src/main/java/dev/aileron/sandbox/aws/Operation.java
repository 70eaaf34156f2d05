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
 */
public record Operation(String service, String name, @Nullable String resource, boolean write) {

  /** The name of an operation that could not be told. */
  public static final String UNKNOWN = "Unknown";
}
