package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.aws.RequestLog;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the log of AWS requests, also of a sandbox that is down. */
@Command(
    name = "requests",
    description = {
      "Prints the AWS requests so far, a JSON object a line:",
      "time, service, operation, resource, caller, status, error, write,",
      "account, qualifier, durationMs, fault."
    })
final class RequestsCommand implements Callable<Integer> {

  @Mixin private HelpOption help = new HelpOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private DirectoryOption directory = new DirectoryOption();

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "From this time on: 2026-11-24T08:15:30Z, or how long ago: 30s, 5m, 2h.")
  private @Nullable String since;

  @Override
  public Integer call() throws IOException {
    var out =
        new PrintWriter(
            new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8)));
    RequestLog.read(directory.directory().requests(), since(), line -> out.print(line + "\n"));
    out.flush();
    return 0;
  }

  private Instant since() {
    if (since == null) {
      return Instant.MIN;
    }
    try {
      return since.matches("\\d+[smh]")
          ? Instant.now().minus(Duration.parse("PT" + since.toUpperCase(Locale.ROOT)))
          : OffsetDateTime.parse(since).toInstant();
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--since takes a time like 2026-11-24T08:15:30Z, or 30s, 5m, 2h; not '" + since + "'.");
    }
  }
}
