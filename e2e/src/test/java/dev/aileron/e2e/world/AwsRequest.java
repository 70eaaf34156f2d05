package dev.aileron.e2e.world;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A line of the sandbox's request log; docs/sandbox.md says what its fields mean. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AwsRequest(
    String time,
    String service,
    String operation,
    @Nullable String resource,
    int status,
    @Nullable String error,
    boolean write) {

  /** Lambda's as the service signs. */
  public static final String LAMBDA = "lambda";

  /** Step Functions' as the service signs. */
  public static final String STEP_FUNCTIONS = "states";

  /** Whether it names something that belongs to objects of a namespace, under default names. */
  public boolean isAbout(String namespace) {
    return resource != null && resource.contains(namespace + "-");
  }

  /** One a line, for the messages of failed assertions. */
  public static String lines(Collection<AwsRequest> requests) {
    return requests.stream()
        .map(it ->
            "%s %s %s %s %d %s"
                .formatted(it.time, it.service, it.operation, it.resource, it.status, it.error))
        .collect(Collectors.joining("\n"));
  }
}
