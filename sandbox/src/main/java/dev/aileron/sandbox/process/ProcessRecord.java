package dev.aileron.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as written down for later: its id and when it started, because ids are used again.
 *
 * @param startedAt as the operating system tells it
 */
public record ProcessRecord(long pid, Instant startedAt) {

  /** Systems derive the start from the boot time, which moves when the clock is set. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  /** Describes a living process. */
  public static ProcessRecord of(ProcessHandle process) {
    return new ProcessRecord(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  /** Reads a record; empty when the file is missing or is not one. */
  public static Optional<ProcessRecord> read(Path file) {
    try {
      var words = Files.readString(file).strip().split(" ");
      return words.length == 2
          ? Optional.of(new ProcessRecord(Long.parseLong(words[0]), Instant.parse(words[1])))
          : Optional.empty();
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Writes the record, whole or not at all. */
  public void write(Path file) throws IOException {
    PrivateFiles.write(file, pid + " " + startedAt + "\n");
  }

  /** The process, when it is still the one that was written down. */
  public Optional<ProcessHandle> alive() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, startedAt).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }
}
