package dev.aileron.sandbox.cli;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Starts and ends the operator of a sandbox that stays up. */
@Command(
    name = "operator",
    description = {
      "Starts, stops, kills (as kill -9) or restarts the operator of a running sandbox.",
      "Prints its process id afterwards, 0 when it does not run."
    })
final class OperatorCommand implements Callable<Integer> {

  @Mixin private HelpOption help = new HelpOption();

  /** What can be done to the operator, in the words of the command line. */
  enum Action {
    start,
    stop,
    kill,
    restart
  }

  @Mixin private DirectoryOption directory = new DirectoryOption();

  @Parameters(paramLabel = "start|stop|kill|restart")
  private Action action = Action.restart;

  @Override
  public Integer call() throws IOException, InterruptedException {
    var admin = Admin.of(directory.directory());
    System.out.print(admin.send("POST", "/operator/" + action, BodyPublishers.noBody()));
    return 0;
  }
}
