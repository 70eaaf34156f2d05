package dev.aileron.sandbox.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;

/**
 * The log of AWS requests: a file with a JSON object a line, in the order the answers were ready.
 *
 * <p>A line is in the file before its answer leaves, so whoever has the answer finds the line.
 */
public final class RequestLog implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Object lock = new Object();
  private Writer writer;
  private boolean closed;

  /** Opens the log for appending. */
  public RequestLog(Path file) throws IOException {
    this.file = file;
    this.writer = open(file, StandardOpenOption.APPEND);
  }

  /** Adds a line; nothing once the log is closed, when the last calls of services may still end. */
  void add(LoggedRequest request) throws IOException {
    var line = JSON.writeValueAsString(request) + "\n";
    synchronized (lock) {
      if (!closed) {
        writer.write(line);
        writer.flush();
      }
    }
  }

  /** Forgets everything so far. */
  public void clear() throws IOException {
    synchronized (lock) {
      writer.close();
      writer = open(file, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  /** Reads this log; see {@link #read(Path, Instant, Consumer)}. */
  public void read(Instant since, Consumer<String> to) throws IOException {
    read(file, since, to);
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      closed = true;
      writer.close();
    }
  }

  /**
   * Reads a log, also one that is being written.
   *
   * @param since lines of requests that came in at this moment or later
   * @param to takes each line, without its end
   */
  public static void read(Path file, Instant since, Consumer<String> to) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
      lines.filter(line -> since.equals(Instant.MIN) || !time(line).isBefore(since)).forEach(to);
    }
  }

  private static Instant time(String line) {
    try {
      return Instant.parse(JSON.readTree(line).path("time").asText());
    } catch (JsonProcessingException | DateTimeParseException halfWritten) {
      return Instant.MIN;
    }
  }

  private static Writer open(Path file, StandardOpenOption mode) throws IOException {
    return Files.newBufferedWriter(
        file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
  }
}
