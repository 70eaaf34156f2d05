package dev.aileron.api;

/** Instruction sets, in Lambda's own spelling. */
public enum Architecture {
  x86_64,
  arm64
}
