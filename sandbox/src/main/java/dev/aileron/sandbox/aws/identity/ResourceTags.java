package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.model.Call;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tags of resources, as policies ask for them. */
@FunctionalInterface
public interface ResourceTags {

  /**
   * The tags of the resource that a call acts on.
   *
   * @return null when there is no such resource, or its service's tags are not known here
   */
  @Nullable Map<String, String> of(Call call, String arn) throws InterruptedException;
}
