package dev.aileron.sandbox.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bin/sandbox} without a command: says which ones there are. */
@Command(
    name = "sandbox",
    description = "A Kubernetes control plane and an AWS on this machine, on loopback only.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      RequestsCommand.class,
      FaultsCommand.class,
      OperatorCommand.class,
      ToolsCommand.class
    })
public final class SandboxCommand implements Runnable {

  @Mixin private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
