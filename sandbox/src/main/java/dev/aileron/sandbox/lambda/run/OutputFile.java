package dev.aileron.sandbox.lambda.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What a process writes to, read piece by piece, and cut when it has become long. */
final class OutputFile {

  private static final long KEPT = 1024 * 1024;
  private static final int MOST_AT_ONCE = 16 * 1024 * 1024;

  private final Path file;
  private long read;

  /**
   * @param file that the process appends to; it need not be there yet
   */
  OutputFile(Path file) {
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** What was written since this was last asked. */
  synchronized String news() {
    try (var channel =
        Files.newByteChannel(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      if (size <= read) {
        return "";
      }
      var buffer = ByteBuffer.allocate((int) Math.min(size - read, MOST_AT_ONCE));
      channel.position(read);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // reads on
      }
      read = size;
      if (size > KEPT) {
        channel.truncate(0); // The process appends: what it writes next begins the file anew.
        read = 0;
      }
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    } catch (IOException nothingWrittenYet) {
      return "";
    }
  }
}
