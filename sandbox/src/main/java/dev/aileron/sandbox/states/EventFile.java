package dev.aileron.sandbox.states;

import dev.aileron.asl.run.HistoryEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The history of an execution, a JSON line for each event. It is only ever added to: a history of
 * 25,000 events written anew with each of them would be gigabytes.
 */
final class EventFile {
  private final Path path;
  private int events;
  private long bytes;

  /** A new one. */
  EventFile(Path path) {
    this.path = path;
  }

  /**
   * Reads one, as far as its execution knows of it: what stands behind that was being written when
   * the sandbox ended, and is written over.
   */
  List<HistoryEvent> read(int known) throws IOException {
    var history = new ArrayList<HistoryEvent>();
    var all = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    int from = 0;
    while (history.size() < known) {
      int end = from;
      while (end < all.length && all[end] != '\n') {
        end++;
      }
      if (end == all.length) {
        throw new IOException(
            "%s has %d events of %d".formatted(path.getFileName(), history.size(), known));
      }
      var line = Json.MAPPER.readValue(all, from, end - from, SavedRun.SavedEvent.class);
      history.add(line.event());
      from = end + 1;
    }
    events = known;
    bytes = from;
    return history;
  }

  /** Adds what the history has more than the file. */
  void append(Run run) throws IOException {
    var fresh = run.historyAfter(events);
    if (fresh.isEmpty()) {
      return;
    }
    var lines = new ByteArrayOutputStream();
    for (var event : fresh) {
      lines.writeBytes(Json.MAPPER.writeValueAsBytes(SavedRun.SavedEvent.of(event)));
      lines.write('\n');
    }
    try (var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(bytes);
      var left = ByteBuffer.wrap(lines.toByteArray());
      while (left.hasRemaining()) {
        bytes += file.write(left, bytes);
      }
    }
    events += fresh.size();
  }
}
