package dev.aileron.sandbox.lambda.control;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A function's deployment package.
 *
 * @param sha256 base64, as {@code CodeSha256}; of an image its digest in hex
 * @param size bytes of the archive
 * @param archive the zip file; null for an image
 * @param imageUri null for a zip file
 */
public record Code(String sha256, long size, @Nullable Path archive, @Nullable String imageUri) {}
