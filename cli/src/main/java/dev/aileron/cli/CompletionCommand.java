package dev.aileron.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes the command in a shell. */
@Command(
    name = "completion",
    description = {
      "Prints a script that lets your shell complete aileron's commands and options.",
      ""
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "  bash:  source <(aileron completion bash)      in ~/.bashrc",
      "  zsh:   source <(aileron completion zsh)       in ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  /** The shells. */
  enum Shell {
    bash,
    zsh
  }

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.bash;

  @Override
  public Integer call() {
    if (shell == Shell.zsh) {
      spec.commandLine().getOut().println("autoload -U +X bashcompinit && bashcompinit");
    }
    spec.commandLine().getOut().println(AutoComplete.bash("aileron", Aileron.commandLine()));
    return 0;
  }
}
