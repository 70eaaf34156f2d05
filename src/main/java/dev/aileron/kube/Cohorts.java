package dev.aileron.kube;

import dev.aileron.api.Api;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What belongs together says so with one value, a Git revision say, in {@link Api#COHORT}. While a
 * sync is half-way some objects carry the old value and some the new one.
 */
public final class Cohorts {
  private Cohorts() {}

  /** The cohort of an object; null if it is in none. */
  public static @Nullable String of(HasMetadata object) {
    Map<String, String> annotations = object.getMetadata().getAnnotations();
    return annotations == null ? null : annotations.get(Api.COHORT);
  }

  /**
   * Lets updates of a primary through that JOSDK does by itself, and changes of its cohort, which
   * move no generation.
   */
  public static final class PrimaryFilter implements OnUpdateFilter<HasMetadata> {
    @Override
    public boolean accept(HasMetadata now, HasMetadata before) {
      return !Objects.equals(generation(now), generation(before))
          || now.isMarkedForDeletion() != before.isMarkedForDeletion()
          || !now.getFinalizers().equals(before.getFinalizers())
          || !Objects.equals(of(now), of(before));
    }

    private static Long generation(HasMetadata object) {
      return object.getMetadata().getGeneration();
    }
  }
}
