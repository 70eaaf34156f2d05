package dev.aileron.sandbox.cli;

import picocli.CommandLine.Option;

/** Every command explains itself. */
final class HelpOption {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says what this command does.")
  private boolean help;
}
