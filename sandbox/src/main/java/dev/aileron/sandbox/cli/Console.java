package dev.aileron.sandbox.cli;

/** What commands say to people while they work: a line each, on standard error. */
final class Console {

  private Console() {}

  static void say(String line) {
    System.err.println("sandbox: " + line);
  }
}
