package dev.aileron.sandbox.tools;

import dev.aileron.sandbox.SandboxException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Builds the programs of the Go modules in {@code sandbox/tools} into the cache.
 *
 * <p>The folder's name is made from the modules' files and the build's flags, so a changed version
 * is another folder and an unchanged one is never built again.
 */
public final class GoTools {

  /** A program: the module it is in, its main package, and where its version is told. */
  private record Tool(String name, String module, String mainPackage) {}

  private static final List<Tool> TOOLS =
      List.of(
          new Tool("etcd", ".", "go.etcd.io/etcd/server/v3"),
          new Tool("kube-apiserver", ".", "k8s.io/kubernetes/cmd/kube-apiserver"),
          new Tool("kube-controller-manager", ".", "k8s.io/kubernetes/cmd/kube-controller-manager"),
          new Tool("kubectl", ".", "k8s.io/kubernetes/cmd/kubectl"),
          new Tool("helm", "helm", "helm.sh/helm/v4/cmd/helm"));

  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);
  private static final int ERROR_LINES = 20;

  private final Path modules;
  private final Path cache;
  private final Path assets;
  private final Consumer<String> progress;

  /**
   * @param modules the folder {@code sandbox/tools}
   * @param assets ready-made programs that are taken first, KUBEBUILDER_ASSETS; may not exist
   */
  public GoTools(Path modules, Path cache, Path assets, Consumer<String> progress) {
    this.modules = modules;
    this.cache = cache;
    this.assets = assets;
    this.progress = progress;
  }

  /** Finds these programs, and builds the ones that are not there yet. */
  public Binaries provide(List<String> names) throws IOException, InterruptedException {
    var directory = directory();
    var found = find(names, directory);
    if (found.size() < names.size()) {
      Files.createDirectories(directory);
      try (var lock = CacheLock.acquire(cache, progress)) {
        for (var name : names) {
          if (!find(List.of(name), directory).containsKey(name)) {
            build(name, directory);
          }
        }
      }
      found = find(names, directory);
    }
    return new Binaries(found);
  }

  /** The folder of the programs that are built from the modules as they are now. */
  public Path directory() throws IOException {
    var flags = TOOLS.stream().map(this::linkerFlags).toList();
    var name = Fingerprint.of(moduleFiles(), flags);
    return cache.resolve("sandbox-tools-" + name);
  }

  private Map<String, Path> find(List<String> names, Path directory) {
    var found = new LinkedHashMap<String, Path>();
    for (var name : names) {
      for (var place : List.of(assets, directory)) {
        if (Files.isExecutable(place.resolve(name))) {
          found.putIfAbsent(name, place.resolve(name));
        }
      }
    }
    return found;
  }

  private List<Path> moduleFiles() {
    return List.of("go.mod", "go.sum", "helm/go.mod", "helm/go.sum").stream()
        .map(modules::resolve)
        .toList();
  }

  private void build(String name, Path directory) throws IOException, InterruptedException {
    var tool = TOOLS.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    var draft = directory.resolve("." + name + "." + ProcessHandle.current().pid());
    var builder =
        new ProcessBuilder(
            "go",
            "build",
            "-v",
            "-trimpath",
            "-o",
            draft.toString(),
            "-ldflags",
            linkerFlags(tool),
            tool.mainPackage());
    builder.directory(modules.resolve(tool.module()).toFile());
    builder.environment().put("CGO_ENABLED", "0");
    builder.redirectErrorStream(true);
    try {
      run(name, builder);
      Files.move(draft, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Runs a build and tells how far it is: {@code go build -v} names each package it compiles. */
  private void run(String name, ProcessBuilder builder) throws IOException, InterruptedException {
    progress.accept("building " + name + " (once; all of them take about 8 minutes on 2 cores)");
    long start = System.nanoTime();
    long last = start;
    int packages = 0;
    var tail = new ArrayDeque<String>();
    var process = start(builder);
    try (var reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        packages++;
        tail.add(line);
        if (tail.size() > ERROR_LINES) {
          tail.remove();
        }
        if (System.nanoTime() - last > PROGRESS_EVERY.toNanos()) {
          last = System.nanoTime();
          progress.accept("  %s: %d packages, %d s".formatted(name, packages, seconds(start)));
        }
      }
    } finally {
      if (process.isAlive()) {
        process.destroy();
      }
    }
    if (process.waitFor() != 0) {
      throw new SandboxException(
          "Building %s failed. Go said:\n%s".formatted(name, String.join("\n", tail)));
    }
    progress.accept("  %s built in %d s".formatted(name, seconds(start)));
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new SandboxException(
          """
          The sandbox builds a Kubernetes control plane from source and needs Go 1.26 or newer, which is not on the PATH.
            Install it (https://go.dev/doc/install, or your package manager's golang), or point
            KUBEBUILDER_ASSETS at a folder with etcd, kube-apiserver and kube-controller-manager.\
          """,
          e);
    }
  }

  private static long seconds(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toSeconds();
  }

  /** Without a version linked in, clients take the API server for v0.0.0 and refuse it. */
  private String linkerFlags(Tool tool) {
    if (tool.module().equals("helm")) {
      return "-s -w -X helm.sh/helm/v4/internal/version.version="
          + version("helm/go.mod", "helm.sh/helm/v4");
    }
    var version = version("go.mod", "k8s.io/kubernetes");
    var parts = List.of(version.substring(1).split("\\."));
    var variable = " -X k8s.io/component-base/version.";
    return "-s -w"
        + (variable + "gitVersion=" + version)
        + (variable + "gitMajor=" + parts.get(0))
        + (variable + "gitMinor=" + parts.get(1));
  }

  private String version(String file, String module) {
    try {
      var pattern = Pattern.compile("(?m)^(?:require)?\\s+" + Pattern.quote(module) + " (v\\S+)");
      var matcher = pattern.matcher(Files.readString(modules.resolve(file)));
      if (matcher.find()) {
        return matcher.group(1);
      }
    } catch (IOException e) {
      throw new SandboxException(modules.resolve(file) + " is unreadable", e);
    }
    throw new SandboxException("%s does not require %s".formatted(modules.resolve(file), module));
  }
}
