package dev.aileron.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxDirectoryTest {

  @TempDir private Path parent;

  @Test
  void writesTheEnvironmentForItsOwnerOnly() throws IOException {
    // given
    var directory = new SandboxDirectory(parent.resolve("new"));
    var variables = new LinkedHashMap<String, String>();
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_SECRET_ACCESS_KEY", "a=b");

    // when
    directory.prepare(false);
    directory.writeEnvironment(variables);

    // then
    assertThat(directory.environmentFile())
        .hasContent("AWS_REGION=eu-west-1\nAWS_SECRET_ACCESS_KEY=a=b\n");
    assertThat(directory.environment()).isEqualTo(variables);
    assertThat(permissions(directory.environmentFile())).isEqualTo("rw-------");
    assertThat(permissions(directory.path())).isEqualTo("rwx------");
  }

  @Test
  void leavesAFolderOfSomebodyElseAlone() throws IOException {
    // given
    Files.writeString(parent.resolve("aws"), "precious");
    var directory = new SandboxDirectory(parent);

    // when
    assertThatThrownBy(() -> directory.prepare(false))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("Give --dir a new or an empty one");

    // then
    assertThat(parent.resolve("aws")).hasContent("precious");
  }

  @Test
  void keepsExecutionsOnlyWhenAsked() throws IOException {
    // given
    var directory = new SandboxDirectory(parent.resolve("own"));
    directory.prepare(true);
    Files.createDirectories(directory.executions().resolve("111122223333"));

    // when, then
    directory.clean();
    directory.prepare(true);
    assertThat(directory.executions().resolve("111122223333")).exists();
    directory.prepare(false);
    assertThat(directory.executions()).doesNotExist();
  }

  @Test
  void emptiesItsOwnFolderButKeepsLogsWhenItEnds() throws IOException {
    // given
    var directory = new SandboxDirectory(parent.resolve("own"));
    directory.prepare(false);
    Files.createDirectories(directory.kubernetes().resolve("etcd"));
    Files.writeString(directory.kubernetes().resolve("tokens.csv"), "secret");
    Files.writeString(directory.kubernetes().resolve("etcd.log"), "why");
    directory.markReady();

    // when
    directory.clean();

    // then
    assertThat(directory.isReady()).isFalse();
    assertThat(directory.kubernetes().resolve("tokens.csv")).doesNotExist();
    assertThat(directory.kubernetes().resolve("etcd")).doesNotExist();
    assertThat(directory.kubernetes().resolve("etcd.log")).hasContent("why");
    directory.prepare(false);
    assertThat(directory.kubernetes()).doesNotExist();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
