package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.SandboxException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Loads and clears fault scripts of a running sandbox. */
@Command(
    name = "faults",
    description = {
      "Loads a fault script into a running sandbox, in the place of the one before;",
      "'clear' ends all faults, 'show' prints how often each rule has struck."
    })
final class FaultsCommand implements Callable<Integer> {

  @Mixin private HelpOption help = new HelpOption();

  @Mixin private DirectoryOption directory = new DirectoryOption();

  @Parameters(
      paramLabel = "FILE|clear|show",
      description = "The script, YAML as in docs/sandbox.md; 'clear' for none.")
  private String script = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    var admin = Admin.of(directory.directory());
    switch (script) {
      case "clear" -> admin.send("DELETE", "/faults", BodyPublishers.noBody());
      case "show" -> System.out.print(admin.send("GET", "/faults", BodyPublishers.noBody()));
      default -> load(admin);
    }
    return 0;
  }

  private void load(Admin admin) throws IOException, InterruptedException {
    var file = Path.of(script);
    if (!Files.isRegularFile(file)) {
      throw new SandboxException("There is no file " + script + " to read faults from.");
    }
    var rules =
        admin.send("PUT", "/faults", BodyPublishers.ofFile(file), "X-File-Name", script).strip();
    Console.say(rules + (rules.equals("1") ? " rule" : " rules") + " of " + script);
  }
}
