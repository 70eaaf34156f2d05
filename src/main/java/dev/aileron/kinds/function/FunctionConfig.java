package dev.aileron.kinds.function;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What UpdateFunctionConfiguration sets and a version carries. What is not set has the value of
 * {@link #DEFAULTS}, on both sides: so something taken out of a spec differs from what Lambda has
 * until it is gone there too. A component here has a row in {@link FunctionField}, by which it is
 * compared and hashed, and a line in {@link LambdaConfigModel} for either way.
 *
 * @param runtime empty for an image
 * @param handler empty for an image
 * @param image what overrides settings of an image
 * @param kmsKeyARN empty for a key of AWS
 * @param layers ARNs of layer versions, the lowest first
 * @param tracing Lambda's own word
 * @param deadLetterARN empty for none
 * @param snapStart Lambda's own word
 */
public record FunctionConfig(
    String runtime,
    String handler,
    Image image,
    int memoryMB,
    int timeoutSeconds,
    int ephemeralStorageMB,
    Variables variables,
    String kmsKeyARN,
    List<String> layers,
    String roleARN,
    Vpc vpc,
    List<FileSystem> fileSystems,
    String tracing,
    Logging logging,
    String deadLetterARN,
    String snapStart,
    Durable durable) {
  /** What Lambda has for a function of which nothing was said. */
  static final FunctionConfig DEFAULTS =
      new FunctionConfig(
          "",
          "",
          Image.NONE,
          128,
          3,
          512,
          Variables.NONE,
          "",
          List.of(),
          "",
          Vpc.NONE,
          List.of(),
          "PassThrough",
          Logging.TEXT,
          "",
          "None",
          Durable.NONE);

  public FunctionConfig {
    layers = List.copyOf(layers);
    fileSystems = List.copyOf(fileSystems);
  }

  /** Whether the code is an image: that brings its own runtime. */
  boolean isImage() {
    return runtime.isEmpty();
  }

  /** Overrides of an image's settings; what is empty is as the image has it. */
  record Image(List<String> command, List<String> entryPoint, String workingDirectory) {
    static final Image NONE = new Image(List.of(), List.of(), "");

    Image {
      command = List.copyOf(command);
      entryPoint = List.copyOf(entryPoint);
    }
  }

  /** A network. AWS keeps no order among subnets and groups. */
  record Vpc(Set<String> subnetIDs, Set<String> securityGroupIDs, boolean ipv6) {
    static final Vpc NONE = new Vpc(Set.of(), Set.of(), false);

    Vpc {
      subnetIDs = Collections.unmodifiableSortedSet(new TreeSet<>(subnetIDs));
      securityGroupIDs = Collections.unmodifiableSortedSet(new TreeSet<>(securityGroupIDs));
    }
  }

  /** A file system and where it is seen. */
  record FileSystem(String arn, String mountPath) {}

  /**
   * What logs are like.
   *
   * @param applicationLevel empty for text
   * @param systemLevel empty for text
   * @param group empty for the group that Lambda names after the function
   */
  record Logging(String format, String applicationLevel, String systemLevel, String group) {
    static final String LEVEL = "INFO";
    static final Logging TEXT = new Logging("Text", "", "", "");

    /** Lambda's own group of a function. */
    static String groupOf(String functionName) {
      return "/aws/lambda/" + functionName;
    }

    boolean isJSON() {
      return format.equals("JSON");
    }
  }

  /** How long durable executions may take and are remembered; zeros for a function without. */
  record Durable(int executionTimeoutSeconds, int retentionDays) {
    static final Durable NONE = new Durable(0, 0);
  }
}
