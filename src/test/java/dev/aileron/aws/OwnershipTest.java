package dev.aileron.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private static final Ownership OURS = new Ownership("blue", "shop", "charge", "uid-1");

  @Test
  void ownershipIsStrongestAndTheEnvironmentWeakest() {
    assertThat(
            OURS.with(
                Map.of("team", "platform", "cost", "42"),
                Map.of("team", "shop", "aileron.dev/name", "forged")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "team", "shop",
                "cost", "42",
                "aileron.dev/cluster", "blue",
                "aileron.dev/namespace", "shop",
                "aileron.dev/name", "charge",
                "aileron.dev/uid", "uid-1"));
  }

  @Test
  void anObjectThatWasMadeAnewOwnsWhatItOwned() {
    assertThat(OURS.owns(new Ownership("blue", "shop", "charge", "uid-2").with(Map.of(), Map.of())))
        .isTrue();
  }

  @Test
  void nobodyElseDoes() {
    assertThat(OURS.owns(new Ownership("green", "shop", "charge", "u").with(Map.of(), Map.of())))
        .isFalse();
    assertThat(OURS.owns(new Ownership("blue", "other", "charge", "u").with(Map.of(), Map.of())))
        .isFalse();
    assertThat(OURS.owns(new Ownership("blue", "shop", "ship", "u").with(Map.of(), Map.of())))
        .isFalse();
    assertThat(OURS.owns(Map.of())).isFalse();
  }

  @Test
  void whoOwnsItIsSaidForPeople() {
    assertThat(Ownership.describe(OURS.with(Map.of(), Map.of())))
        .isEqualTo("it belongs to shop/charge of cluster blue");
    assertThat(Ownership.describe(Map.of("team", "x")))
        .isEqualTo("it has no ownership tags, so something other than Aileron made it");
  }
}
