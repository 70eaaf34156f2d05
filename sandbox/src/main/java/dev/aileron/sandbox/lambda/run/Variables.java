package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.lambda.control.Target;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The environment variables of a function: its own, and those that AWS sets. */
final class Variables {

  private final Path runtimes;
  private final Credentials credentials;
  private final URI endpoint;

  /**
   * @param runtimes folder with what runs functions
   * @param endpoint that functions call AWS at
   */
  Variables(Path runtimes, Credentials credentials, URI endpoint) {
    this.runtimes = runtimes;
    this.credentials = credentials;
    this.endpoint = endpoint;
  }

  /**
   * All variables of one environment, in order.
   *
   * @param root folder with the function's code
   * @param layers folders of what is laid under it
   * @param address where the runtime finds its API, host and port
   * @param temporary its folder for temporary files
   */
  Map<String, String> of(
      Target target, Path root, List<Path> layers, String logStream, String address, Path temporary)
      throws InterruptedException {
    var configuration = target.configuration();
    var variables = new LinkedHashMap<String, String>();
    variables.put("PATH", path(layers));
    variables.put("LANG", "en_US.UTF-8");
    variables.put("TZ", ":UTC");
    variables.put("TMPDIR", temporary.toString());
    variables.put("HOME", temporary.toString());
    variables.put("PYTHONPATH", pythonPath(root, layers));
    variables.put("NODE_PATH", nodePath(layers));
    var given = configuration.environment();
    if (given != null) {
      variables.putAll(given);
    }
    variables.put("AWS_LAMBDA_RUNTIME_API", address);
    variables.put("AWS_REGION", target.region());
    variables.put("AWS_DEFAULT_REGION", target.region());
    variables.put("AWS_ENDPOINT_URL", endpoint.toString());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + configuration.runtime());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", target.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", target.version());
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", String.valueOf(configuration.memory()));
    variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", configuration.logGroup());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    variables.put("LAMBDA_TASK_ROOT", root.toString());
    variables.put("LAMBDA_RUNTIME_DIR", runtimes.toString());
    variables.put("_HANDLER", String.valueOf(configuration.handler()));
    if (configuration.logsJson()) {
      variables.put("AWS_LAMBDA_LOG_FORMAT", "JSON");
      variables.put(
          "AWS_LAMBDA_LOG_LEVEL", configuration.logging().path("ApplicationLogLevel").asText());
    }
    putKeys(variables, target);
    return variables;
  }

  private void putKeys(Map<String, String> variables, Target target) throws InterruptedException {
    var owner = new Caller(target.accountId(), target.region(), "lambda.amazonaws.com", null);
    var keys = credentials.of(owner, target.configuration().role(), target.name());
    variables.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
    var token = keys.token();
    if (token != null) {
      variables.put("AWS_SESSION_TOKEN", token);
    }
  }

  private static String path(List<Path> layers) {
    var entries = new ArrayList<String>();
    layers.forEach(layer -> entries.add(layer + "/bin"));
    entries.add(
        Objects.requireNonNullElse(Map.copyOf(System.getenv()).get("PATH"), "/usr/bin:/bin"));
    return String.join(File.pathSeparator, entries);
  }

  private static String pythonPath(Path root, List<Path> layers) {
    var entries = new ArrayList<String>(List.of(root.toString()));
    layers.forEach(layer -> entries.add(layer + "/python"));
    return String.join(File.pathSeparator, entries);
  }

  private static String nodePath(List<Path> layers) {
    return layers.stream()
        .map(layer -> layer + "/nodejs/node_modules")
        .collect(Collectors.joining(File.pathSeparator));
  }
}
