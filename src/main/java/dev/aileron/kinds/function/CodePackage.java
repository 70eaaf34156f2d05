package dev.aileron.kinds.function;

import dev.aileron.kernel.naming.Hashes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The code that a function should have. */
public sealed interface CodePackage {
  /** Names where the code comes from; equal sources give equal code. */
  String source();

  /** CodeSha256 of the archive in base64; empty if only AWS can tell. */
  Optional<String> sha256();

  /** An archive that is uploaded. */
  final class Archive implements CodePackage {
    private final byte[] zip;
    private final String sha256;

    public Archive(byte[] zip) {
      this.zip = zip.clone();
      this.sha256 = Hashes.base64(zip);
    }

    public byte[] zip() {
      return zip.clone();
    }

    @Override
    public String source() {
      return Hashes.brief("archive " + sha256);
    }

    @Override
    public Optional<String> sha256() {
      return Optional.of(sha256);
    }

    @Override
    public String toString() {
      return "Archive[" + zip.length + " bytes, " + sha256 + "]";
    }
  }

  /** A container image. What its address stands for, AWS alone can tell. */
  record Image(String uri) implements CodePackage {
    private static final String DIGEST = "@sha256:";

    /** Names the code of a function that AWS says has the image of this address. */
    static String sourceOf(String uri) {
      return Hashes.brief("image " + uri);
    }

    @Override
    public String source() {
      return sourceOf(uri);
    }

    @Override
    public Optional<String> sha256() {
      return Optional.empty();
    }

    /** Whether the address stands for the same image for ever. */
    boolean isPinned() {
      return uri.contains(DIGEST);
    }
  }

  /** An archive that Lambda fetches from S3. */
  record S3Object(String bucket, String key, @Nullable String version, @Nullable String expected)
      implements CodePackage {
    @Override
    public String source() {
      return Hashes.brief("s3 " + bucket + " " + key + " " + version + " " + expected);
    }

    @Override
    public Optional<String> sha256() {
      return Optional.ofNullable(expected);
    }
  }
}
