package dev.aileron.sandbox.lambda.control;

import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.lambda.calls.Services;
import dev.aileron.sandbox.lambda.wire.Errors;
import dev.aileron.sandbox.process.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Deployment packages, kept as files by their hash, each one once. */
public final class CodeStore {

  static final long ZIPPED_LIMIT = 52_428_800;
  static final long UNZIPPED_LIMIT = 262_144_000;

  private final Path directory;
  private final Services services;

  public CodeStore(Path directory, Services services) throws IOException {
    this.directory = PrivateFiles.directory(directory);
    this.services = services;
    PrivateFiles.directory(directory.resolve("zip"));
    PrivateFiles.directory(directory.resolve("tree"));
  }

  /** An archive that came in the request, base64 decoded. */
  Code direct(byte[] archive) {
    if (archive.length > ZIPPED_LIMIT) {
      throw Errors.invalid("Zipped size must be smaller than " + ZIPPED_LIMIT + " bytes");
    }
    return keep(archive);
  }

  /** An archive that is in S3, read in the caller's name. */
  Code fromS3(Caller caller, String bucket, String key, @Nullable String version)
      throws InterruptedException {
    var result = services.getObject(caller, bucket, key, version);
    if (!result.ok()) {
      throw Errors.invalid(
          "Error occurred while GetObject. S3 Error Code: %s. S3 Error Message: %s"
              .formatted(result.tag("Code"), result.tag("Message")));
    }
    return keep(result.bytes());
  }

  /** A folder with what is in the archive, made when it is first needed. */
  public Path unpacked(Code code) throws IOException {
    var archive = code.archive();
    if (archive == null) {
      throw new IOException("An image cannot be unpacked");
    }
    var tree = directory.resolve("tree").resolve(String.valueOf(archive.getFileName()));
    synchronized (this) {
      if (!Files.isDirectory(tree)) {
        var draft = directory.resolve("tree").resolve(archive.getFileName() + ".new");
        PrivateFiles.delete(draft);
        Files.createDirectories(draft);
        unzip(archive, draft);
        Files.move(draft, tree, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return tree;
  }

  private Code keep(byte[] archive) {
    check(archive);
    var digest = sha256(archive);
    var file = directory.resolve("zip").resolve(HexFormat.of().formatHex(digest));
    try {
      if (!Files.exists(file)) {
        var draft = Files.createTempFile(directory, "upload", "");
        Files.write(draft, archive);
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("A deployment package could not be kept", e);
    }
    return new Code(Base64.getEncoder().encodeToString(digest), archive.length, file, null);
  }

  private static void check(byte[] archive) {
    long unzipped = 0;
    boolean any = false;
    try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      var buffer = new byte[64 * 1024];
      while (zip.getNextEntry() != null) {
        any = true;
        for (int count = zip.read(buffer); count >= 0; count = zip.read(buffer)) {
          unzipped += count;
          if (unzipped >= UNZIPPED_LIMIT) {
            throw Errors.invalid("Unzipped size must be smaller than " + UNZIPPED_LIMIT + " bytes");
          }
        }
      }
    } catch (ZipException damaged) {
      any = false;
    } catch (IOException | IllegalArgumentException damaged) {
      any = false;
    }
    if (!any) {
      throw Errors.invalid(
          "Could not unzip uploaded file. Please check your file, then try to upload again.");
    }
  }

  /** Keeps the permissions that the archive gives, and lets the owner read in any case. */
  private static void unzip(Path archive, Path target) throws IOException {
    try (var zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", true))) {
      var root = zip.getPath("/");
      try (var entries = Files.walk(root)) {
        for (var entry : entries.toList()) {
          copy(entry, target.resolve(root.relativize(entry).toString()).normalize(), target);
        }
      }
    }
  }

  private static void copy(Path entry, Path file, Path target) throws IOException {
    if (!file.startsWith(target)) {
      throw new IOException("The archive has a path that leaves its folder: " + entry);
    }
    if (Files.isDirectory(entry)) {
      Files.createDirectories(file);
      return;
    }
    Files.copy(entry, file, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(file, permissions(entry));
  }

  private static Set<PosixFilePermission> permissions(Path entry) throws IOException {
    var permissions = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    if (Files.getPosixFilePermissions(entry).contains(PosixFilePermission.OWNER_EXECUTE)) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
    }
    return permissions;
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
