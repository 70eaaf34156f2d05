package dev.aileron.kernel.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NamingTest {
  @Example
  void aShortNameIsLeftAsItIs() {
    assertThat(ExternalName.of("prod-", "shop", "charge-card", 64))
        .isEqualTo("prod-shop-charge-card");
  }

  @Example
  void aLongNameEndsInAHashOfTheWhole() {
    // When
    String name = ExternalName.of("", "shop", "x".repeat(80), 64);
    String other = ExternalName.of("", "shop", "x".repeat(81), 64);

    // Then
    assertThat(name).hasSize(64).matches("shop-x+-[0-9a-f]{8}").isNotEqualTo(other);
  }

  @Example
  void dotsBecomeHyphensAndNoOtherNameIsTaken() {
    assertThat(ExternalName.of("", "shop", "a.b", 64))
        .matches("shop-a-b-[0-9a-f]{8}")
        .isNotEqualTo(ExternalName.of("", "shop", "a-b", 64));
  }

  @Property
  void everyNameIsAllowedByAws(@ForAll("names") String namespace, @ForAll("names") String name) {
    assertThat(ExternalName.of("p-", namespace, name, 64)).matches("[a-zA-Z0-9-_]{1,64}");
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars("abcxyz0189-.")
        .ofMinLength(1)
        .ofMaxLength(120)
        .map(s -> "a" + s + "z");
  }

  @Example
  void hashesAreThoseThatLambdaAndShellsPrint() {
    byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
    assertThat(Hashes.base64(abc)).isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    assertThat(Hashes.hex("abc")).startsWith("ba7816bf8f01cfea").hasSize(64);
    assertThat(Hashes.brief("abc")).isEqualTo("ba7816bf8f01cfea");
  }

  @Example
  void aPlatformWithoutTheAlgorithmIsNamedAsTheFault() {
    assertThatThrownBy(() -> Hashes.digest("SHA-0", new byte[0]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This Java platform has no SHA-0");
  }
}
