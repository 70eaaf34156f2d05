package dev.aileron.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.process.Ports.PortTakenException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void triesAnotherPortWhenOneIsTaken() throws Exception {
    // given
    var tried = new ArrayList<Integer>();

    // when
    int port =
        Ports.listen(
            "a program",
            each -> {
              tried.add(each);
              if (tried.size() < 3) {
                throw new PortTakenException("taken");
              }
              return each;
            });

    // then
    assertThat(tried).hasSize(3).last().isEqualTo(port);
  }

  @Test
  void givesUpWhenEveryPortIsTaken() {
    assertThatThrownBy(() ->
            Ports.listen(
                "a program",
                port -> {
                  throw new PortTakenException("taken");
                }))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("a program found its port taken 5 times in a row");
  }
}
