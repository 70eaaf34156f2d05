package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.lambda.control.Target;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The lines of one invocation as the platform writes them around the function's own. */
final class LogLines {

  private static final long MEBIBYTE = 1024 * 1024;

  private final Target target;
  private final String requestId;

  LogLines(Target target, String requestId) {
    this.target = target;
    this.requestId = requestId;
  }

  /**
   * Puts them together.
   *
   * @param initMillis how long the runtime took to come up; null for a warm one
   * @param memory bytes the process took at most
   */
  List<String> around(
      String output, @Nullable Double initMillis, double millis, long memory, Instant at) {
    var lines = new ArrayList<String>();
    boolean json = target.configuration().logsJson();
    if (json) {
      lines.add(platform("start", at, "version", target.version()));
    } else {
      lines.add("START RequestId: %s Version: %s".formatted(requestId, target.version()));
    }
    output
        .lines()
        .filter(line -> !line.isEmpty())
        // A runtime ends the lines of one message with a carriage return.
        .forEach(line -> lines.add(line.replace('\r', '\n')));
    if (json) {
      lines.add(platform("report", at, "durationMs", number(millis)));
    } else {
      lines.add("END RequestId: " + requestId);
      lines.add(report(initMillis, millis, memory));
    }
    return lines;
  }

  private String report(@Nullable Double initMillis, double millis, long memory) {
    var report =
        "REPORT RequestId: %s\tDuration: %s ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB"
            .formatted(
                requestId,
                number(millis),
                (long) Math.ceil(millis),
                target.configuration().memory(),
                memory / MEBIBYTE);
    return initMillis == null
        ? report
        : report + "\tInit Duration: %s ms".formatted(number(initMillis));
  }

  private String platform(String type, Instant at, String name, String value) {
    var line = Reply.object().put("time", at.toString()).put("type", "platform." + type);
    line.putObject("record").put("requestId", requestId).put(name, value);
    return Reply.text(line);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
