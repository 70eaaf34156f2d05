package dev.aileron.asl;

/** A definition that cannot be read or cannot work; the message says where and why. */
public final class DefinitionException extends Exception {
  private static final long serialVersionUID = 1L;

  public DefinitionException(String message) {
    super(message, null, false, false);
  }
}
