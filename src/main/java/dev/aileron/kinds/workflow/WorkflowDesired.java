package dev.aileron.kinds.workflow;

import dev.aileron.api.Pin;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Ownership;
import java.util.List;
import java.util.Map;

/**
 * The state machine that should exist, with everything looked up.
 *
 * @param name name in AWS
 * @param type STANDARD or EXPRESS
 * @param content with every placeholder of the definition filled
 * @param tags the operator's own included
 * @param pins the function versions that the definition is bound to, sorted by function
 * @param warnings what works and is probably not meant, and references that are not bound to a
 *     version; sentences for people
 */
public record WorkflowDesired(
    AwsEnvironment environment,
    Ownership owner,
    String name,
    String type,
    WorkflowContent content,
    Map<String, String> tags,
    String aliasName,
    List<Pin> pins,
    List<String> warnings) {
  public WorkflowDesired {
    tags = Map.copyOf(tags);
    pins = List.copyOf(pins);
    warnings = List.copyOf(warnings);
  }

  /** Hash of all that makes a version. */
  public String specHash() {
    return content.hash();
  }

  /** What a version says about itself. */
  public String versionDescription() {
    return "aileron spec=" + specHash();
  }
}
