package dev.aileron.sandbox.lambda.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process holds of memory.
 *
 * @param now bytes it holds
 * @param most bytes it held at most
 */
record ProcessMemory(long now, long most) {

  static final ProcessMemory NONE = new ProcessMemory(0, 0);

  /** As Linux tells it; {@link #NONE} elsewhere, and of a process that is gone. */
  static ProcessMemory of(long pid) {
    long now = 0;
    long most = 0;
    try {
      for (var line : Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status"))) {
        if (line.startsWith("VmRSS")) {
          now = bytes(line);
        } else if (line.startsWith("VmHWM")) {
          most = bytes(line);
        }
      }
      return new ProcessMemory(now, most);
    } catch (IOException | NumberFormatException notLinuxOrGone) {
      return NONE;
    }
  }

  /** {@code VmRSS: 10240 kB}. */
  private static long bytes(String line) {
    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
  }
}
