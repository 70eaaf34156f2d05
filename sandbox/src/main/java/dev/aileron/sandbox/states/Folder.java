package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.sandbox.aws.model.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * A folder in which state machines, activities and executions outlive the sandbox: one file each,
 * by account and region. A file is there as a whole or not at all, also when the sandbox is killed.
 */
final class Folder implements Storage, AutoCloseable {
  private final Path top;
  private boolean closed;

  Folder(Path top) {
    this.top = top;
  }

  @Override
  public void keep(Region region, Machine machine) {
    write(file(region, "machines", machine.name()), Saved.of(machine));
  }

  @Override
  public void forget(Region region, Machine machine) {
    delete(file(region, "machines", machine.name()));
  }

  @Override
  public void keep(Region region, Activity activity) {
    write(file(region, "activities", activity.name()), Saved.of(activity));
  }

  @Override
  public void forget(Region region, Activity activity) {
    delete(file(region, "activities", activity.name()));
  }

  @Override
  public void keep(Region region, Run run) {
    // It may have been forgotten a moment ago.
    boolean known = region.runs().get(run.start().arn()) == run;
    if (known && !run.start().express()) {
      var saved = SavedRun.of(run);
      write(file(region, "executions", run.start().arn()), Json.MAPPER.valueToTree(saved));
    }
  }

  @Override
  public void forget(Region region, Run run) {
    delete(file(region, "executions", run.start().arn()));
  }

  /** Reads all that is there, and goes on with executions that are not over. */
  void restore(Function<Caller, Region> regions, Surroundings world) {
    for (var account : list(top)) {
      for (var place : list(account)) {
        var caller =
            new Caller(
                String.valueOf(account.getFileName()),
                String.valueOf(place.getFileName()),
                "states.amazonaws.com",
                null);
        restore(place, regions.apply(caller), world);
      }
    }
  }

  private static void restore(Path place, Region region, Surroundings world) {
    for (var file : list(place.resolve("machines"))) {
      region.add(Saved.machine(read(file)));
    }
    for (var file : list(place.resolve("activities"))) {
      var activity = Saved.activity(read(file));
      region.activities().put(activity.name(), activity);
    }
    var runs = new ArrayList<SavedRun>();
    for (var file : list(place.resolve("executions"))) {
      runs.add(Json.MAPPER.convertValue(read(file), SavedRun.class));
    }
    runs.sort(Comparator.comparingLong(saved -> saved.start().at()));
    var restored = new ArrayList<Run>();
    runs.forEach(saved -> restored.add(saved.restore(region, world)));
    region.endDeleting();
    for (int i = 0; i < runs.size(); i++) {
      restored.get(i).resume(runs.get(i).waiting(world));
    }
  }

  private Path file(Region region, String kind, String name) {
    return top.resolve(region.owner().accountId())
        .resolve(region.owner().region())
        .resolve(kind)
        .resolve(hash(name) + ".json");
  }

  /** Names may differ in case only, or hold what no file's name may. */
  private static String hash(String name) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** From now on the folder may be somebody else's: nothing is written any more. */
  @Override
  public synchronized void close() {
    closed = true;
  }

  private synchronized void write(Path file, JsonNode content) {
    if (closed) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      var fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, Json.MAPPER.writeValueAsBytes(content));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void delete(Path file) {
    if (closed) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return Json.MAPPER.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".new")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
