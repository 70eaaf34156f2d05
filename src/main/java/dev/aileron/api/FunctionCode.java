package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.aileron.api.schema.ListTypes;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a function's code comes from. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "[has(self.inline), has(self.configMapRef), has(self.s3), has(self.image)].exists_one(x,"
            + " x)",
    message = "exactly one of inline, configMapRef, s3 and image must be set")
public record FunctionCode(
    @JsonPropertyDescription(
            "Files by name, at most 900 KB in all; archived the same way on every machine.")
        @Size(min = 1, max = 64)
        @ValidationRule(
            value =
                "self.all(k, !k.startsWith('/') && !k.contains('..') && k.size() > 0 && k.size() <= 255)",
            message = "file names are relative paths of 1 to 255 characters, without '..' in them")
        @Nullable Map<String, @Size(max = 900000) String> inline,
    @JsonPropertyDescription(
            "A ConfigMap of the same namespace: each key a file, or one binaryData key that ends"
                + " in .zip as the archive itself. A change of it is a change of the code.")
        @Nullable NameRef configMapRef,
    @JsonPropertyDescription("An archive in S3.") @Nullable S3Code s3,
    @JsonPropertyDescription(
            "A container image in ECR. A function of an image stays one, and one of an archive"
                + " never becomes one.")
        @Nullable ImageCode image) {

  /** A container image, and what it runs. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @SchemaCustomizer(value = ListTypes.class, input = "command=atomic, entryPoint=atomic")
  public record ImageCode(
      @JsonPropertyDescription(
              "Address of the image in ECR, best with its digest (…@sha256:…). Lambda resolves a"
                  + " tag once, when the function is updated; it does not follow the tag.")
          @Required
          @Size(min = 10, max = 1024)
          @Pattern(
              "^[0-9]{12}\\.dkr\\.ecr(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9._/-]+(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@sha256:[0-9a-f]{64})?$")
          String uri,
      @JsonPropertyDescription("Overrides the image's CMD.") @Size(max = 64)
          List<@Size(max = 1024) String> command,
      @JsonPropertyDescription("Overrides the image's ENTRYPOINT.") @Size(max = 64)
          List<@Size(max = 1024) String> entryPoint,
      @JsonPropertyDescription("Overrides the image's WORKDIR.") @Size(min = 1, max = 1000)
          @Nullable String workingDirectory) {
    public ImageCode {
      command = command == null ? List.of() : List.copyOf(command);
      entryPoint = entryPoint == null ? List.of() : List.copyOf(entryPoint);
    }
  }

  /** An archive in S3. Without a version or a hash, a changed object is not noticed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value = "!(has(self.objectVersion) && has(self.sha256))",
      message = "objectVersion and sha256 exclude each other")
  public record S3Code(
      @JsonPropertyDescription("Bucket, in the function's region.")
          @Required
          @Size(min = 3, max = 63)
          @Pattern("^[0-9A-Za-z.\\-_]+$")
          String bucket,
      @JsonPropertyDescription("Key of the archive.") @Required @Size(min = 1, max = 1024)
          String key,
      @JsonPropertyDescription("Version of the object, in a bucket with versioning.")
          @Size(min = 1, max = 1024)
          @Nullable String objectVersion,
      @JsonPropertyDescription(
              "SHA-256 of the archive, in base64 as Lambda writes CodeSha256. A change of it is a"
                  + " change of the code; an archive with another hash is refused.")
          @Size(min = 44, max = 44)
          @Pattern("^[A-Za-z0-9+/]{43}=$")
          @Nullable String sha256) {}
}
