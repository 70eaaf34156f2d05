package dev.aileron.sandbox;

import dev.aileron.sandbox.cli.SandboxCommand;
import picocli.CommandLine;

/** The program behind {@code bin/sandbox}. Exits with 0, 1 for a failure, 2 for a wrong call. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new SandboxCommand())
            .setExecutionExceptionHandler((exception, commandLine, parsed) -> {
              if (!(exception instanceof SandboxException)) {
                throw exception;
              }
              System.err.println("sandbox: " + exception.getMessage());
              return 1;
            })
            .execute(arguments));
  }
}
