package dev.aileron.kinds.function;

/**
 * What UpdateFunctionConfiguration sets and a version carries. What is not set has the value of
 * {@link #DEFAULTS}, on both sides: so something taken out of a spec differs from what Lambda has
 * until it is gone there too. A component here has a row in {@link FunctionField}, by which it is
 * compared and hashed, and a line in {@code LambdaModel} for either way.
 */
public record FunctionConfig(
    String runtime,
    String handler,
    int memoryMB,
    int timeoutSeconds,
    Variables variables,
    String roleARN) {
  /** What Lambda has for a function of which nothing was said. */
  static final FunctionConfig DEFAULTS = new FunctionConfig("", "", 128, 3, Variables.NONE, "");
}
