package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the sandbox's AWS is to behave. */
final class AwsOptions {

  @Option(
      names = "--aws-profile",
      paramLabel = "real|fast",
      description = {
        "real (the default): quotas, settling times and lateness as AWS has them;",
        "fast: none, for what is not about time."
      })
  private Profile profile = Profile.real;

  @Option(
      names = "--aws-settings",
      paramLabel = "FILE",
      description = "YAML with single values that replace the profile's; see docs/sandbox.md.")
  private @Nullable Path file;

  @Option(
      names = "--role",
      paramLabel = "NAME|ARN",
      description = {
        "Makes an IAM role that Lambda and Step Functions may assume; may be repeated.",
        "Without it there is no role, and functions that name one are refused."
      })
  private List<String> roles = List.of();

  @Option(
      names = "--keep-executions",
      description = {
        "Goes on with the state machines and executions of the folder's last sandbox,",
        "if that was brought up with this option too, and keeps them for the next."
      })
  private boolean keepExecutions;

  AwsSettings settings() throws IOException {
    var settings = read().withRoles(roles);
    return keepExecutions ? settings.keepingExecutions() : settings;
  }

  /** The same options for another process. */
  List<String> arguments() {
    var arguments = new ArrayList<>(List.of("--aws-profile", profile.name()));
    if (file != null) {
      arguments.addAll(List.of("--aws-settings", file.toAbsolutePath().toString()));
    }
    if (keepExecutions) {
      arguments.add("--keep-executions");
    }
    roles.forEach(role -> arguments.addAll(List.of("--role", role)));
    return arguments;
  }

  private AwsSettings read() throws IOException {
    if (file == null) {
      return AwsSettings.of(profile);
    }
    if (!Files.isRegularFile(file)) {
      throw new SandboxException("There is no file " + file + " to read settings from.");
    }
    return AwsSettings.read(profile, file.toString(), Files.readString(file));
  }
}
