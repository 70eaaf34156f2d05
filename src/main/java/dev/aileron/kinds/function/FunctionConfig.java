package dev.aileron.kinds.function;

/** What UpdateFunctionConfiguration sets and a version carries. */
public record FunctionConfig(
    String runtime,
    String handler,
    int memoryMB,
    int timeoutSeconds,
    Variables variables,
    String roleARN) {}
