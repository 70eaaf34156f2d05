package dev.aileron.sandbox.operator;

import dev.aileron.sandbox.Installation;
import dev.aileron.sandbox.SandboxDirectory;
import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.process.PrivateFiles;
import dev.aileron.sandbox.tools.Binaries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Aileron's own chart in the sandbox's cluster. */
public final class HelmRelease {

  /** Of the release, of its ServiceAccount, and of nothing else. */
  static final String NAME = "aileron";

  static final String NAMESPACE = "aileron-system";

  /** Part of the tags of everything that the operator makes here. */
  static final String CLUSTER_NAME = "sandbox";

  private final Path chart;
  private final String helm;
  private final SandboxDirectory directory;

  public HelmRelease(Installation installation, Binaries binaries, SandboxDirectory directory) {
    this.chart = installation.root().resolve("helm/aileron");
    this.helm = binaries.path("helm");
    this.directory = directory;
  }

  /**
   * Installs the chart. No pod comes of it, so nothing waits for one.
   *
   * @throws SandboxException with what Helm said, when it refused
   */
  public void install(String region) throws IOException, InterruptedException {
    if (!Files.isDirectory(chart)) {
      throw new SandboxException(
          "There is no chart at %s, so there is no operator to run. Leave out --with operator."
              .formatted(chart));
    }
    var home = PrivateFiles.directory(directory.path().resolve("helm"));
    var builder =
        new ProcessBuilder(
            helm,
            "install",
            NAME,
            chart.toString(),
            "--namespace",
            NAMESPACE,
            "--create-namespace",
            "--set",
            "clusterName=" + CLUSTER_NAME,
            "--set",
            "aws.region=" + region);
    builder
        .environment()
        .put("KUBECONFIG", directory.kubernetes().resolve("admin.kubeconfig").toString());
    // Plugins and settings of the user's own Helm have no place here.
    builder.environment().put("HELM_CACHE_HOME", home.resolve("cache").toString());
    builder.environment().put("HELM_CONFIG_HOME", home.resolve("config").toString());
    builder.environment().put("HELM_DATA_HOME", home.resolve("data").toString());
    var process = builder.redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new SandboxException("helm install of %s failed:\n%s".formatted(chart, output.strip()));
    }
  }
}
