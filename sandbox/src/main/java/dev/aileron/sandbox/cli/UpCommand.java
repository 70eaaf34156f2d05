package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.Installation;
import dev.aileron.sandbox.Parts;
import dev.aileron.sandbox.Sandbox;
import dev.aileron.sandbox.SandboxDirectory;
import dev.aileron.sandbox.aws.AwsSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings a sandbox up, and keeps it up in the foreground unless told otherwise. */
@Command(
    name = "up",
    description = {
      "Brings a sandbox up. Ctrl-C ends it, unless it was detached.",
      "D/env tells clients where everything is; D/ready is there while all of it answers."
    })
final class UpCommand implements Callable<Integer> {

  @Mixin private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DirectoryOption directory = new DirectoryOption();

  @Option(names = "--only", paramLabel = "aws|kubernetes", description = "Brings up one side only.")
  private @Nullable String only;

  @Option(
      names = "--with",
      split = ",",
      paramLabel = "operator,argocd",
      description = "Brings up more: the operator, from its chart and this checkout's build.")
  private List<String> with = List.of();

  @Option(
      names = "--detach",
      description = "Returns when everything is ready; bin/sandbox down ends it.")
  private boolean detach;

  @Mixin private AwsOptions aws = new AwsOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    var parts = parts();
    // Before anything starts: what is wrong with them is told at once.
    var settings = aws.settings();
    var installation = Installation.current();
    if (detach) {
      return new Detached(directory.directory(), installation, parts, aws.arguments())
          .start(settings.keepExecutions());
    }
    return foreground(directory.directory(), installation, parts, settings);
  }

  private static int foreground(
      SandboxDirectory directory, Installation installation, Parts parts, AwsSettings settings)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    directory.claim();
    var lock = directory.lock();
    if (lock.isEmpty()) {
      throw Detached.runsAlready(directory);
    }
    directory.prepare(settings.keepExecutions());
    directory.writeProcess(ProcessHandle.current());
    var sandbox =
        new Sandbox(directory, installation, parts, settings, Console::say, Clock.systemUTC());
    // A signal ends the process through here, at any moment of starting or running.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sandbox), "end"));
    var ended = sandbox.start();
    Console.say("ready after %.1f s".formatted((System.nanoTime() - start) / 1e9));
    Hints.print(directory);
    try {
      Console.say(
          "%s ended by itself; see its log in %s.".formatted(ended.get(), directory.path()));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return 1;
  }

  private static void end(Sandbox sandbox) {
    try {
      sandbox.close();
      Console.say("down");
    } catch (IOException e) {
      Console.say("cleaning up failed: " + e.getMessage());
    }
  }

  private Parts parts() {
    for (var extra : with) {
      if (extra.equals("argocd")) {
        throw usage("--with argocd is not available yet.");
      }
      if (!extra.equals("operator")) {
        throw usage("--with knows operator, not '" + extra + "'.");
      }
    }
    if (only != null && !Set.of("aws", "kubernetes").contains(only)) {
      throw usage("--only knows aws and kubernetes, not '" + only + "'.");
    }
    boolean operator = !with.isEmpty();
    if (only != null && operator) {
      throw usage("The operator needs both sides: leave out --only.");
    }
    return new Parts(!"kubernetes".equals(only), !"aws".equals(only), operator);
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
