package dev.aileron.kinds.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.api.FunctionCode;
import dev.aileron.api.NameRef;
import dev.aileron.kube.KnownObjects;
import dev.aileron.kube.Unresolvable;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Where code comes from, and the archive it becomes. */
class CodeTest {
  private final KnownObjects objects = new KnownObjects();
  private final CodeSources sources = new CodeSources(objects);

  @Test
  void theSameFilesGiveTheSameHashOnEveryMachine() {
    // Given
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("b.py", bytes("b = 2\n"));
    files.put("a/a.py", bytes("a = 1\n"));

    // Then: a hash that another machine, time zone and JDK have to find as well
    assertThat(new CodePackage.Archive(CodeArchive.of(files)).sha256())
        .hasValue("7RL9AsCN69jYAhLNb5753uHVC8IITxtMBFQbKc/fI+o=");
  }

  @Test
  void theArchiveHoldsTheFiles() throws IOException {
    // When
    byte[] zip = CodeArchive.of(Map.of("app.py", bytes("x = 'é'")));

    // Then
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      ZipEntry entry = in.getNextEntry();
      assertThat(entry.getName()).isEqualTo("app.py");
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("x = 'é'");
      assertThat(in.getNextEntry()).isNull();
    }
  }

  @Test
  void inlineAndConfigMapGiveTheSameCode() {
    // Given
    objects.configMaps.put(
        "code", map().addToData("app.py", "x = 1").addToData("util.py", "y = 2").build());

    // When
    CodePackage inline =
        sources.of(
            "shop",
            new FunctionCode(Map.of("util.py", "y = 2", "app.py", "x = 1"), null, null, null));
    CodePackage fromMap = sources.of("shop", configMap("code"));

    // Then
    assertThat(fromMap.sha256()).isEqualTo(inline.sha256());
    assertThat(fromMap.source()).isEqualTo(inline.source());
  }

  @Test
  void aZipInAConfigMapIsTheArchiveItself() {
    // Given
    byte[] zip = CodeArchive.of(Map.of("app.py", bytes("x = 1")));
    objects.configMaps.put(
        "code", map().addToBinaryData("code.zip", Base64.getEncoder().encodeToString(zip)).build());

    // Then
    assertThat(sources.of("shop", configMap("code")).sha256())
        .isEqualTo(new CodePackage.Archive(zip).sha256());
  }

  @Test
  void anArchiveBesideOtherKeysIsRefused() {
    // Given
    objects.configMaps.put(
        "code", map().addToBinaryData("code.zip", "AAAA").addToData("app.py", "x").build());

    // Then
    assertThatThrownBy(() -> sources.of("shop", configMap("code")))
        .isInstanceOf(Unresolvable.class)
        .hasMessage(
            "spec.code.configMapRef: the ConfigMap code has the archive code.zip and other keys;"
                + " it must be the only one");
  }

  @Test
  void aMissingConfigMapIsWaitedFor() {
    assertThatThrownBy(() -> sources.of("shop", configMap("code")))
        .isInstanceOf(Unresolvable.class)
        .hasMessage("spec.code.configMapRef: the ConfigMap shop/code does not exist");
  }

  @Test
  void anEmptyConfigMapIsRefused() {
    // Given
    objects.configMaps.put("code", map().build());

    // Then
    assertThatThrownBy(() -> sources.of("shop", configMap("code")))
        .hasMessage("spec.code.configMapRef: the ConfigMap code has no keys");
  }

  @Test
  void tooLargeAnArchiveIsRefusedWithItsSize() {
    // Given
    String large = Base64.getEncoder().encodeToString(new byte[CodeSources.MAX_ARCHIVE + 1]);
    objects.configMaps.put("code", map().addToBinaryData("code.zip", large).build());

    // Then
    assertThatThrownBy(() -> sources.of("shop", configMap("code")))
        .hasMessageContaining("the archive has 52428801 bytes; Lambda takes 52428800 at most");
  }

  @Test
  void anotherVersionOfAnObjectInS3IsAnotherSource() {
    // When
    CodePackage one =
        sources.of(
            "shop",
            new FunctionCode(null, null, new FunctionCode.S3Code("b", "k", "1", null), null));
    CodePackage two =
        sources.of(
            "shop",
            new FunctionCode(null, null, new FunctionCode.S3Code("b", "k", "2", null), null));

    // Then
    assertThat(one.source()).isNotEqualTo(two.source());
    assertThat(one.sha256()).isEmpty();
  }

  private static FunctionCode configMap(String name) {
    return new FunctionCode(null, new NameRef(name), null, null);
  }

  private static ConfigMapBuilder map() {
    return new ConfigMapBuilder(new ConfigMap()).withNewMetadata().withName("code").endMetadata();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
