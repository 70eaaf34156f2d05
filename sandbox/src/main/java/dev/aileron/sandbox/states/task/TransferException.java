package dev.aileron.sandbox.states.task;

/** A distributed Map's items could not be read, or its results not be written. */
public final class TransferException extends Exception {
  private static final long serialVersionUID = 1L;

  TransferException(String message) {
    super(message);
  }
}
