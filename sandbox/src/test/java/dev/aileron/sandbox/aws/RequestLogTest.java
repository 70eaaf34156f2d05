package dev.aileron.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLogTest {

  @TempDir private Path directory;

  @Test
  void readsFromATimeOn() throws IOException {
    // given
    try (var log = log()) {
      log.add(line("2026-11-24T08:15:29.999Z", "early"));
      log.add(line("2026-11-24T08:15:30.000Z", "sharp"));
      log.add(line("2026-11-24T08:15:31.000Z", "late"));

      // when
      var read = read(log, Instant.parse("2026-11-24T08:15:30Z"));

      // then
      assertThat(read).hasSize(2);
      assertThat(read.getFirst()).contains("\"sharp\"");
      assertThat(read(log, Instant.MIN)).hasSize(3);
    }
  }

  @Test
  void forgetsWhatWasClearedAndGoesOn() throws IOException {
    // given
    try (var log = log()) {
      log.add(line("2026-11-24T08:15:30.000Z", "before"));

      // when
      log.clear();
      log.add(line("2026-11-24T08:15:31.000Z", "after"));

      // then
      assertThat(read(log, Instant.MIN)).singleElement().asString().contains("\"after\"");
    }
  }

  private RequestLog log() throws IOException {
    return new RequestLog(directory.resolve("requests.jsonl"));
  }

  private static LoggedRequest line(String time, String resource) {
    return new LoggedRequest(
        time, "lambda", "GetFunction", resource, null, 200, null, false, null, null, 0, null);
  }

  private static List<String> read(RequestLog log, Instant since) throws IOException {
    var lines = new ArrayList<String>();
    log.read(since, lines::add);
    return lines;
  }
}
