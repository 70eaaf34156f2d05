package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.SandboxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
    var sandbox = directory.directory();
    var admin = sandbox.environment().get("SANDBOX_ADMIN_URL");
    if (admin == null || sandbox.process().isEmpty()) {
      throw new SandboxException("No sandbox runs in " + sandbox.path() + ".");
    }
    var request =
        HttpRequest.newBuilder(URI.create(admin + "/operator/" + action))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new SandboxException(response.body().strip());
      }
      System.out.print(response.body());
    }
    return 0;
  }
}
