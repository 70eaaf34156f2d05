package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Fills the cache of tools, without bringing anything up. */
@Command(
    name = "tools",
    description = {
      "Builds and installs what the sandbox runs, as far as the cache does not have it.",
      "Prints the folder of the programs: etcd, kube-apiserver, helm and so on."
    })
final class ToolsCommand implements Callable<Integer> {

  @Mixin private HelpOption help = new HelpOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var installation = Installation.current();
    var programs =
        new ArrayList<>(List.of("etcd", "kube-apiserver", "kube-controller-manager", "helm"));
    if (!onPath("kubectl")) {
      programs.add("kubectl");
    }
    var tools = installation.goTools(Console::say);
    tools.provide(programs);
    installation.pythonTools(Console::say).provide();
    System.out.println(tools.directory());
    return 0;
  }

  private static boolean onPath(String program) {
    var path = System.getenv("PATH");
    return path != null
        && List.of(path.split(File.pathSeparator)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
