package dev.aileron.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReleaseLedgerTest {
  @Test
  void aReleaseIsNamedAfterItsOwnerAndVersion() {
    assertThat(ReleaseLedger.name("charge-card", "function", "41"))
        .isEqualTo("charge-card-function-41");
  }

  /** A name of Kubernetes has 253 characters at the most, and an owner's may have all of them. */
  @Test
  void theNameOfALongNamedOwnersReleaseIsShortenedAndStaysItsOwn() {
    // Given
    String owner = "a".repeat(253);
    String other = "a".repeat(252) + "b";

    // When
    String name = ReleaseLedger.name(owner, "workflow", "1000");

    // Then
    assertThat(name)
        .hasSize(253)
        .endsWith("-workflow-1000")
        .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    assertThat(ReleaseLedger.name(other, "workflow", "1000")).isNotEqualTo(name);
    assertThat(ReleaseLedger.name("a".repeat(200), "workflow", "1000")).hasSize(214);
  }

  @Test
  void noPartOfADottedNameBeginsWithAHyphen() {
    // Given: would be cut right behind the dot
    String owner = "a".repeat(232) + "." + "b".repeat(20);

    // Then
    assertThat(ReleaseLedger.name(owner, "function", "1")).matches("a{232}-[0-9a-f]{8}-function-1");
  }
}
