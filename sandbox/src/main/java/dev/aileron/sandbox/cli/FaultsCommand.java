package dev.aileron.sandbox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fault scripts: not there yet, and says so. */
@Command(name = "faults", description = "Loads a fault script, or clears it. Not available yet.")
final class FaultsCommand implements Runnable {

  @Mixin private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DirectoryOption directory = new DirectoryOption();

  @Parameters(paramLabel = "FILE|clear", description = "The script, or 'clear' for none.")
  private String script = "";

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "Fault scripts are not available yet: '%s' was not loaded into %s."
            .formatted(script, directory.directory().path()));
  }
}
