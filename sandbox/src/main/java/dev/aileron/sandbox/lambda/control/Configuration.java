package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a version is made of: all that a published version freezes, and nothing else. Two equal ones
 * are the same version to {@code PublishVersion}.
 *
 * @param timeout seconds, 1 to 900
 * @param memory MB, 128 to 10,240
 * @param storage MB of {@code /tmp}
 * @param environment null when none was ever given, which AWS shows differently from an empty one
 * @param deadLetter ARN of a queue or topic; null for none
 * @param vpc as shown: subnets, security groups, {@code VpcId}; null when there never was one
 * @param layers ARNs of layer versions, in order
 */
public record Configuration(
    Code code,
    String packageType,
    @Nullable String runtime,
    @Nullable String handler,
    String role,
    String description,
    int timeout,
    int memory,
    int storage,
    List<String> architectures,
    @Nullable Map<String, String> environment,
    @Nullable String kmsKey,
    String tracing,
    @Nullable String deadLetter,
    @Nullable ObjectNode vpc,
    List<String> layers,
    @Nullable JsonNode fileSystems,
    @Nullable ObjectNode image,
    String snapStart,
    ObjectNode logging) {

  /** Whether invocations need an interface in somebody's network, which takes its time. */
  boolean inVpc() {
    return vpc != null && !vpc.path("SubnetIds").isEmpty();
  }

  boolean snapshots() {
    return snapStart.equals("PublishedVersions");
  }

  Configuration withCode(Code newCode, List<String> newArchitectures) {
    return new Configuration(
        newCode,
        packageType,
        runtime,
        handler,
        role,
        description,
        timeout,
        memory,
        storage,
        newArchitectures,
        environment,
        kmsKey,
        tracing,
        deadLetter,
        vpc,
        layers,
        fileSystems,
        image,
        snapStart,
        logging);
  }

  Configuration withDescription(String newDescription) {
    return new Configuration(
        code,
        packageType,
        runtime,
        handler,
        role,
        newDescription,
        timeout,
        memory,
        storage,
        architectures,
        environment,
        kmsKey,
        tracing,
        deadLetter,
        vpc,
        layers,
        fileSystems,
        image,
        snapStart,
        logging);
  }

  /** Name of the log group that this version's output goes to. */
  public String logGroup() {
    return logging.path("LogGroup").asText();
  }

  public boolean logsJson() {
    return logging.path("LogFormat").asText().equals("JSON");
  }
}
