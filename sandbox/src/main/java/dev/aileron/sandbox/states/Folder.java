package dev.aileron.sandbox.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.run.HistoryEvent;
import dev.aileron.sandbox.SandboxException;
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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A folder in which state machines, activities and executions outlive the sandbox: one file each,
 * by account and region, and one for each history. A file is there as a whole or not at all, also
 * when the sandbox is killed.
 */
final class Folder implements Storage, AutoCloseable {
  private static final String ENDING = ".json";

  private final Path top;
  private final Map<Path, EventFile> histories = new HashMap<>();
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
      keep(file(region, "executions", run.start().arn()), run);
    }
  }

  private synchronized void keep(Path file, Run run) {
    if (closed) {
      return;
    }
    try {
      Files.createDirectories(file.getParent());
      histories.computeIfAbsent(file, f -> new EventFile(events(f))).append(run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(file, Json.MAPPER.valueToTree(SavedRun.of(run)));
  }

  private static Path events(Path execution) {
    var name = String.valueOf(execution.getFileName());
    return execution.resolveSibling(
        name.substring(0, name.length() - ENDING.length()) + ".history");
  }

  @Override
  public void forget(Region region, Run run) {
    var file = file(region, "executions", run.start().arn());
    delete(file);
    forgetHistory(file);
  }

  private synchronized void forgetHistory(Path execution) {
    histories.remove(execution);
    delete(events(execution));
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

  private void restore(Path place, Region region, Surroundings world) {
    for (var file : list(place.resolve("machines"))) {
      region.add(read(file, Saved::machine));
    }
    for (var file : list(place.resolve("activities"))) {
      var activity = read(file, Saved::activity);
      region.activities().put(activity.name(), activity);
    }
    var runs = new ArrayList<Stored>();
    for (var file : list(place.resolve("executions"))) {
      runs.add(
          new Stored(file, read(file, json -> Json.MAPPER.convertValue(json, SavedRun.class))));
    }
    runs.sort(Comparator.comparingLong(stored -> stored.run().start().at()));
    var restored = new ArrayList<Run>();
    for (var stored : runs) {
      var history = history(stored.file(), stored.run().events());
      restored.add(stored.run().restore(region, world, history));
    }
    region.endDeleting();
    for (int i = 0; i < runs.size(); i++) {
      restored.get(i).resume(runs.get(i).run().waiting(world));
    }
  }

  private record Stored(Path file, SavedRun run) {}

  private synchronized List<HistoryEvent> history(Path execution, int known) {
    var file = new EventFile(events(execution));
    try {
      var history = file.read(known);
      histories.put(execution, file);
      return history;
    } catch (IOException e) {
      throw unreadable(execution, e);
    }
  }

  private Path file(Region region, String kind, String name) {
    return top.resolve(region.owner().accountId())
        .resolve(region.owner().region())
        .resolve(kind)
        .resolve(hash(name) + ENDING);
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

  private static <T> T read(Path file, Function<JsonNode, T> as) {
    try {
      return as.apply(Json.MAPPER.readTree(Files.readAllBytes(file)));
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(file, e);
    }
  }

  private static SandboxException unreadable(Path file, Exception why) {
    return new SandboxException(
        "Kept state cannot be read: %s: %s. Another version of the sandbox may have written it. Remove the folder %s, or bring the sandbox up without keeping executions."
            .formatted(file, why.getMessage(), file.getParent()));
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> Files.isDirectory(file) || file.toString().endsWith(ENDING))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
