package dev.aileron.kinds.function;

import dev.aileron.api.FunctionCode;
import dev.aileron.kube.References;
import dev.aileron.kube.Unresolvable;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where code comes from: makes a {@link CodePackage} of {@code spec.code}. */
final class CodeSources {
  /** Largest archive that Lambda takes by its API, in bytes. */
  static final int MAX_ARCHIVE = 52_428_800;

  private static final String ZIP = ".zip";

  private final References references;

  CodeSources(References references) {
    this.references = references;
  }

  /**
   * @throws Unresolvable if the code is missing or cannot be an archive
   */
  CodePackage of(String namespace, FunctionCode code) {
    if (code.inline() != null) {
      Map<String, byte[]> files = new TreeMap<>();
      code.inline().forEach((name, text) -> files.put(name, utf8(text)));
      return archive("spec.code.inline", files);
    }
    if (code.configMapRef() != null) {
      return fromConfigMap(namespace, code.configMapRef().name());
    }
    FunctionCode.S3Code s3 = code.s3();
    if (s3 != null) {
      return new CodePackage.S3Object(s3.bucket(), s3.key(), s3.objectVersion(), s3.sha256());
    }
    if (code.image() != null) {
      return new CodePackage.Image(code.image().uri());
    }
    throw Unresolvable.invalid(
        "spec.code", "one of inline, configMapRef, s3 and image must be set");
  }

  private CodePackage fromConfigMap(String namespace, String name) {
    String field = "spec.code.configMapRef";
    ConfigMap map =
        references
            .configMap(namespace, name)
            .orElseThrow(() ->
                Unresolvable.waiting(
                    field, "the ConfigMap %s/%s does not exist".formatted(namespace, name)));
    Map<String, String> text = map.getData() == null ? Map.of() : map.getData();
    Map<String, String> binary = map.getBinaryData() == null ? Map.of() : map.getBinaryData();
    List<String> archives = binary.keySet().stream().filter(key -> key.endsWith(ZIP)).toList();
    if (!archives.isEmpty()) {
      if (text.size() + binary.size() > 1) {
        throw Unresolvable.invalid(
            field,
            "the ConfigMap %s has the archive %s and other keys; it must be the only one"
                .formatted(name, archives.getFirst()));
      }
      return bounded(field, Base64.getDecoder().decode(binary.get(archives.getFirst())));
    }
    Map<String, byte[]> files = new TreeMap<>();
    text.forEach((key, value) -> files.put(key, utf8(value)));
    binary.forEach((key, value) -> files.put(key, Base64.getDecoder().decode(value)));
    if (files.isEmpty()) {
      throw Unresolvable.invalid(field, "the ConfigMap %s has no keys".formatted(name));
    }
    return archive(field, files);
  }

  private static CodePackage archive(String field, Map<String, byte[]> files) {
    return bounded(field, CodeArchive.of(files));
  }

  private static CodePackage bounded(String field, byte[] zip) {
    if (zip.length > MAX_ARCHIVE) {
      throw Unresolvable.invalid(
          field,
          "the archive has %d bytes; Lambda takes %d at most. Put it into S3 and use spec.code.s3"
              .formatted(zip.length, MAX_ARCHIVE));
    }
    return new CodePackage.Archive(zip);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
