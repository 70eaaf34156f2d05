package dev.aileron.sandbox.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a sandbox. */
@Command(
    name = "down",
    description = "Ends a sandbox, also one that crashed or never came up. Its logs stay.")
final class DownCommand implements Callable<Integer> {

  @Mixin private HelpOption help = new HelpOption();

  @Mixin private DirectoryOption directory = new DirectoryOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var sandbox = directory.directory();
    if (sandbox.isClaimed()) {
      Detached.end(sandbox);
    }
    return 0;
  }
}
