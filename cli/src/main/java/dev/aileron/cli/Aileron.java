package dev.aileron.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code aileron}. Each verb is a class of its own, named in {@code subcommands}. */
@Command(
    name = "aileron",
    description = {
      "Checks and tests state machines and Aileron's manifests, on this machine, without AWS or"
          + " Kubernetes.",
      ""
    },
    subcommands = {
      LintCommand.class,
      TestCommand.class,
      ExplainCommand.class,
      CompletionCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  aileron lint workflows/                   every state machine and manifest below"
          + " workflows/",
      "  aileron lint order.asl.json               one state machine",
      "  aileron test workflows/                   every test file below workflows/",
      "  aileron explain states-all-not-last       what a finding means",
      "  source <(aileron completion bash)         complete commands with the tab key",
      "",
      "Exit codes: 0 nothing found, 1 something found or failed, 2 the command itself was wrong."
    })
public final class Aileron {
  private Aileron() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  /** Runs a command line and answers its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine().setOut(out).setErr(err);
    if (args.length == 0) {
      line.usage(out);
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new Aileron())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setExecutionExceptionHandler((exception, line, parsed) -> {
          line.getErr().println("aileron: " + exception.getMessage());
          return CommandLine.ExitCode.USAGE;
        });
  }
}
