package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.SandboxDirectory;

/** What a person can do with a sandbox that is up. */
final class Hints {

  private Hints() {}

  static void print(SandboxDirectory directory) {
    Console.say("to use it: set -a; . " + directory.environmentFile() + "; set +a");
  }
}
