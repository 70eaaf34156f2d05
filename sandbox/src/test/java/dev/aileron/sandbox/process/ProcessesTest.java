package dev.aileron.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.process.ChildProcess.Program;
import dev.aileron.sandbox.process.Ports.PortTakenException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir private Path directory;
  private Processes processes;

  @BeforeEach
  void open() throws IOException {
    processes = new Processes(Path.of("supervise.sh").toAbsolutePath(), directory.resolve("run"));
  }

  @AfterEach
  void close() throws IOException {
    processes.close();
  }

  @Test
  void endsAProgramAndWhatItStarted() throws Exception {
    // given
    var child = processes.start(shell("sleep 1000 & echo $! > grandchild; wait"));
    await().until(() -> Files.exists(directory.resolve("grandchild")));
    await().until(() -> !Files.readString(directory.resolve("grandchild")).isBlank());
    long grandchild = Long.parseLong(Files.readString(directory.resolve("grandchild")).strip());

    // when
    child.close();

    // then
    assertThat(ProcessHandle.of(child.pid())).isEmpty();
    await().until(() -> ProcessHandle.of(grandchild).isEmpty());
  }

  @Test
  void endsAProgramWhoseSupervisorIsKilled() throws Exception {
    // given
    var child = processes.start(shell("exec sleep 1000"));
    var program = ProcessHandle.of(child.pid()).orElseThrow();
    // Between fork and the program the guard is set that is tried here.
    await().until(() -> program.info().command().orElse("").endsWith("sleep"));

    // when
    program.parent().orElseThrow().destroyForcibly();

    // then
    await().until(() -> !program.isAlive());
  }

  @Test
  void tellsAPortThatIsTakenFromOtherFailures() throws Exception {
    // given
    var taken = processes.start(shell("echo 'listen tcp: bind: address already in use'; exit 1"));
    var broken = processes.start(shell("echo 'unknown flag: --colour'; exit 7"));

    // then
    assertThatThrownBy(() -> taken.awaitReady(LIMIT, () -> false))
        .isInstanceOf(PortTakenException.class);
    assertThatThrownBy(() -> broken.awaitReady(LIMIT, () -> false))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("status 7")
        .hasMessageContaining("unknown flag: --colour");
  }

  @Test
  void startsARealProgramAgainWhenItsPortIsTaken() throws Exception {
    // given
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var attempts = new int[1];

      // when
      var child =
          Ports.listen(
              "a web server",
              port -> {
                int used = attempts[0]++ == 0 ? taken.getLocalPort() : port;
                var server =
                    List.of("python3", "-u", "-m", "http.server", "--bind", "127.0.0.1", "" + used);
                return processes
                    .start(new Program("server", server, Map.of(), log()))
                    .awaitReady(LIMIT, () -> logSays("Serving HTTP"));
              });

      // then
      assertThat(attempts[0]).isEqualTo(2);
      assertThat(child.isAlive()).isTrue();
    }
  }

  @Test
  void killsWithoutAWarning() throws Exception {
    // given
    var child = processes.start(shell("trap 'echo warned' TERM; while :; do sleep 0.05; done"));

    // when
    child.kill();

    // then
    assertThat(child.isAlive()).isFalse();
    assertThat(logSays("warned")).isFalse();
  }

  @Test
  void neverTakesAReusedProcessIdForTheOneWrittenDown() throws Exception {
    // given
    var self = ProcessHandle.current();
    var same = directory.resolve("same.pid");
    var older = directory.resolve("older.pid");

    // when
    ProcessRecord.of(self).write(same);
    new ProcessRecord(self.pid(), Instant.parse("2020-01-01T00:00:00Z")).write(older);

    // then
    assertThat(ProcessRecord.read(same).flatMap(ProcessRecord::alive)).contains(self);
    assertThat(ProcessRecord.read(older).flatMap(ProcessRecord::alive)).isEmpty();
    assertThat(ProcessRecord.read(directory.resolve("none.pid"))).isEmpty();
  }

  private Program shell(String script) {
    return new Program(
        "shell", List.of("bash", "-c", "cd " + directory + "; " + script), Map.of(), log());
  }

  private Path log() {
    return directory.resolve("log");
  }

  private boolean logSays(String text) {
    try {
      return Files.exists(log()) && Files.readString(log()).contains(text);
    } catch (IOException e) {
      return false;
    }
  }
}
