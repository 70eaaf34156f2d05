package dev.aileron.sandbox.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/** Deployment packages. */
final class Archives {

  private Archives() {}

  /** A zip of one file. */
  static byte[] of(String name, String text) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A zip of one file that its owner may run, made as Unix tools make it. */
  static byte[] executable(String name, String text) {
    try {
      var file = java.nio.file.Files.createTempFile("archive", ".zip");
      java.nio.file.Files.delete(file);
      var options = java.util.Map.of("create", "true", "enablePosixFileAttributes", "true");
      try (var zip = java.nio.file.FileSystems.newFileSystem(file, options)) {
        var entry = zip.getPath("/" + name);
        java.nio.file.Files.writeString(entry, text);
        java.nio.file.Files.setPosixFilePermissions(
            entry, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
      }
      return java.nio.file.Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A zip of one class, compiled here. */
  static byte[] java(String name, String source) throws IOException {
    var folder = java.nio.file.Files.createTempDirectory("java");
    var file = folder.resolve(name + ".java");
    java.nio.file.Files.writeString(file, source);
    var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, file.toString()) != 0) {
      throw new IllegalArgumentException("does not compile");
    }
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name + ".class"));
      zip.write(java.nio.file.Files.readAllBytes(folder.resolve(name + ".class")));
    }
    return bytes.toByteArray();
  }

  /** A Python function in {@code handler.py}. */
  static SdkBytes python(String source) {
    return SdkBytes.fromByteArray(of("handler.py", source));
  }
}
