package dev.aileron.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.aileron.api.schema.ListTypes;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The function that should exist. Bounds are Lambda's own; what is left out has the default that
 * Lambda gives it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value = "has(self.functionName) == has(oldSelf.functionName)",
    message =
        "functionName cannot be added or removed later: it names the function in AWS. Make a new"
            + " object instead",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = ReleasePlan.SAME_ALIAS,
    message = "release.alias is immutable: callers hold its ARN",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "has(self.code.image) == has(oldSelf.code.image)",
    message =
        "code.image cannot be added or removed later: a function of an archive stays one, and so"
            + " does one of an image. Make a new object instead",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "has(self.tenancy) == has(oldSelf.tenancy)",
    message =
        "tenancy cannot be added or removed later: AWS sets it when the function is made. Make a"
            + " new object instead",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "has(self.durable) == has(oldSelf.durable)",
    message =
        "durable cannot be added or removed later: AWS sets it when the function is made. Make a"
            + " new object instead",
    reason = "FieldValueForbidden")
@ValidationRule(
    value = "has(self.code.image) || (has(self.runtime) && has(self.handler))",
    message = "runtime and handler must be set, unless the code is an image")
@ValidationRule(
    value =
        "!has(self.code.image) || !(has(self.runtime) || has(self.handler) || (has(self.layers) &&"
            + " self.layers.size() > 0))",
    message = "an image brings its own runtime, handler and layers; leave them out")
@ValidationRule(
    value = "!has(self.fileSystems) || self.fileSystems.size() == 0 || has(self.vpc)",
    message = "fileSystems need a vpc: set vpc to a network that reaches them")
@ValidationRule(
    value =
        "!has(self.snapStart) || self.snapStart == 'None' || !(has(self.code.image) ||"
            + " (has(self.fileSystems) && self.fileSystems.size() > 0) ||"
            + " (has(self.ephemeralStorageMB) && self.ephemeralStorageMB > 512))",
    message =
        "snapStart works neither with an image, nor with fileSystems, nor with more than 512 MB of"
            + " ephemeralStorageMB")
@ValidationRule(
    value =
        "(has(self.runtimeUpdates) && self.runtimeUpdates == 'Manual') =="
            + " has(self.runtimeVersionARN)",
    message = "runtimeVersionARN goes with runtimeUpdates: Manual, and only with that")
@ValidationRule(
    value =
        "!has(self.code.image) || !(has(self.codeSigningConfigARN) || (has(self.runtimeUpdates) &&"
            + " self.runtimeUpdates != 'Auto'))",
    message =
        "codeSigningConfigARN and runtimeUpdates are not for images: an image is signed in ECR and"
            + " brings its own runtime")
@SchemaCustomizer(
    value = ListTypes.class,
    input = "env=map:name, layers=atomic, fileSystems=map:mountPath")
public record FunctionSpec(
    @JsonPropertyDescription(
            "Name of the function in AWS. Default: <namespace>-<name>, shortened with a hash at 64"
                + " characters. Cannot be changed.")
        @Size(min = 1, max = 64)
        @Pattern("^[a-zA-Z0-9-_]+$")
        @ValidationRule(
            value = "self == oldSelf",
            message =
                "functionName is immutable: it names the function in AWS. Make a new object instead",
            reason = "FieldValueForbidden")
        @Nullable String functionName,
    @JsonPropertyDescription(
            "What the function is for. Shown in AWS; a change publishes no version.")
        @Size(max = 256)
        @Nullable String description,
    @JsonPropertyDescription(
            "Lambda's runtime identifier, for example python3.13 or nodejs22.x. Not for images.")
        @Size(min = 1, max = 64)
        @Nullable String runtime,
    @JsonPropertyDescription(
            "What Lambda calls in the code, for example app.handler. Not for images.")
        @Size(min = 1, max = 128)
        @Pattern("^[^\\s]+$")
        @Nullable String handler,
    @JsonPropertyDescription("Instruction set of the code: x86_64 or arm64.") @Default("x86_64")
        Architecture architecture,
    @JsonPropertyDescription("Where the code comes from: exactly one of its members.") @Required
        FunctionCode code,
    @JsonPropertyDescription("Memory of one execution environment, in MB.")
        @Min(128)
        @Max(10240)
        @Default("128")
        Integer memoryMB,
    @JsonPropertyDescription("Longest run of one invocation, in seconds.")
        @Min(1)
        @Max(900)
        @Default("3")
        Integer timeoutSeconds,
    @JsonPropertyDescription("Size of /tmp in one execution environment, in MB.")
        @Min(512)
        @Max(10240)
        @Default("512")
        Integer ephemeralStorageMB,
    @JsonPropertyDescription(
            "Environment variables: at most 4 KB in all, counted as AWS counts (compact JSON).")
        @Size(max = 256)
        List<EnvVar> env,
    @JsonPropertyDescription(
            "ARNs of layer versions, in the order in which they are laid over one another: at most"
                + " 5, of the function's region.")
        @Size(max = 5)
        List<
                @Size(min = 20, max = 140)
                @Pattern(
                    "^arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:[0-9]{12}:layer:[a-zA-Z0-9-_]+:[0-9]+$")
                String>
            layers,
    @JsonPropertyDescription("The function's execution role.") @Required RoleRef role,
    @JsonPropertyDescription("The network that the function is attached to. Default: none.")
        @Nullable FunctionVpc vpc,
    @JsonPropertyDescription("A file system that the function sees as a folder: at most one.")
        @Size(max = 1)
        List<FileSystemMount> fileSystems,
    @JsonPropertyDescription(
            "ARN of the KMS key for environment variables, snapshots of SnapStart and optimised"
                + " images. Default: a key of AWS.")
        @Size(min = 20, max = 2048)
        @Pattern("^arn:aws[a-zA-Z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/.+$")
        @Nullable String kmsKeyARN,
    @JsonPropertyDescription("Whether AWS X-Ray is told of invocations: Active or PassThrough.")
        @Default("PassThrough")
        Tracing tracing,
    @JsonPropertyDescription("Format, levels and group of the logs.")
        @Nullable FunctionLogging logging,
    @JsonPropertyDescription(
            "PublishedVersions: versions start from a snapshot, which is made when they are"
                + " published and takes up to 26 minutes; give progressDeadlineSeconds that time."
                + " For Java, Python and .NET.")
        @Default("None")
        SnapStart snapStart,
    @JsonPropertyDescription(
            "When the runtime under a version is updated: Auto, FunctionUpdate or Manual. Set on the"
                + " version that is served; a change publishes no version.")
        @Default("Auto")
        RuntimeUpdates runtimeUpdates,
    @JsonPropertyDescription("ARN of the runtime's version; for runtimeUpdates: Manual.")
        @Size(min = 26, max = 2048)
        @Pattern("^arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+::runtime:.+$")
        @Nullable String runtimeVersionARN,
    @JsonPropertyDescription(
            "ARN of the code signing configuration that says who must have signed the archive.")
        @Size(min = 40, max = 200)
        @Pattern(
            "^arn:aws[a-zA-Z-]*:lambda:[a-z0-9-]+:[0-9]{12}:code-signing-config:csc-[a-z0-9]{17}$")
        @Nullable String codeSigningConfigARN,
    @JsonPropertyDescription(
            "ARN of the queue or topic that gets asynchronous events which failed for good. A"
                + " release that changes it cannot be weighted.")
        @Size(min = 20, max = 2048)
        @Pattern("^arn:aws[a-zA-Z-]*:(sqs|sns):[a-z0-9-]+:[0-9]{12}:.+$")
        @Nullable String deadLetterARN,
    @JsonPropertyDescription(
            "Makes the function durable: its executions survive their invocations. Cannot be added"
                + " or removed later.")
        @Nullable DurableSettings durable,
    @JsonPropertyDescription(
            "PerTenant: an execution environment serves one tenant only. Cannot be added or removed"
                + " later.")
        @Nullable Tenancy tenancy,
    @JsonPropertyDescription(
            "Tags of the function in AWS, besides the operator's own. A change publishes no"
                + " version.")
        @Size(max = 40)
        @ValidationRule(
            value = "self.all(k, !k.startsWith('aws:') && !k.startsWith('aileron.dev/'))",
            message = "tags that begin with aws: or aileron.dev/ are reserved")
        Map<String, @Size(max = 256) String> tags,
    @JsonPropertyDescription("How a new version is given traffic.") @Nullable ReleasePlan release,
    @JsonPropertyDescription("What becomes of the function in AWS when this object is deleted.")
        @Default("Delete")
        DeletionPolicy deletionPolicy,
    @JsonPropertyDescription(
            "Whether a function that exists in AWS already is taken over: OwnedOnly, Unowned or"
                + " Any.")
        @Default("OwnedOnly")
        AdoptionPolicy adoptionPolicy,
    @JsonPropertyDescription(
            "What becomes of changes that somebody else makes in AWS: Correct puts them back,"
                + " Report says so and leaves them until the spec changes.")
        @Default("Correct")
        DriftPolicy driftPolicy,
    @JsonPropertyDescription("While true nothing is written to AWS for this object.")
        @Default("false")
        Boolean suspend,
    @JsonPropertyDescription(
            "How long work on one generation may take before the object counts as Stalled, in"
                + " seconds. The operator goes on trying.")
        @Min(10)
        @Max(86400)
        @Default("900")
        Integer progressDeadlineSeconds) {
  public FunctionSpec {
    architecture = architecture == null ? Architecture.x86_64 : architecture;
    memoryMB = memoryMB == null ? 128 : memoryMB;
    timeoutSeconds = timeoutSeconds == null ? 3 : timeoutSeconds;
    ephemeralStorageMB = ephemeralStorageMB == null ? 512 : ephemeralStorageMB;
    env = env == null ? List.of() : List.copyOf(env);
    layers = layers == null ? List.of() : List.copyOf(layers);
    fileSystems = fileSystems == null ? List.of() : List.copyOf(fileSystems);
    tracing = tracing == null ? Tracing.PassThrough : tracing;
    snapStart = snapStart == null ? SnapStart.None : snapStart;
    runtimeUpdates = runtimeUpdates == null ? RuntimeUpdates.Auto : runtimeUpdates;
    adoptionPolicy = adoptionPolicy == null ? AdoptionPolicy.OwnedOnly : adoptionPolicy;
    driftPolicy = driftPolicy == null ? DriftPolicy.Correct : driftPolicy;
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    deletionPolicy = deletionPolicy == null ? DeletionPolicy.Delete : deletionPolicy;
    suspend = suspend != null && suspend;
    progressDeadlineSeconds = progressDeadlineSeconds == null ? 900 : progressDeadlineSeconds;
  }

  /** The alias that callers use, {@link ReleasePlan#DEFAULT_ALIAS} when nothing is said. */
  public String aliasName() {
    return ReleasePlan.aliasOf(release);
  }
}
