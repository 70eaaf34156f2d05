package dev.aileron.asl.model;

/** A definition that cannot be run; the message says where and why. */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelException(String where, String why) {
    super(where + ": " + why);
  }
}
