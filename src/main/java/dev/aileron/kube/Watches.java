package dev.aileron.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Event sources for objects that a primary refers to by name, in its own namespace. */
public final class Watches {
  private Watches() {}

  /**
   * Watches the secondaries that primaries refer to: a change of one wakes the primaries that name
   * it. The mapper asks an index of the cache and never the API server, so that it can neither fail
   * nor be slow.
   *
   * @param names the secondaries that a primary names
   * @param matters whether a change of a secondary matters to those who name it
   */
  public static <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> byName(
      Class<R> secondary,
      EventSourceContext<P> context,
      Function<P, List<String>> names,
      OnUpdateFilter<R> matters) {
    String index = "names-" + secondary.getSimpleName();
    context
        .getPrimaryCache()
        .addIndexer(
            index,
            primary ->
                names.apply(primary).stream()
                    .map(name -> key(primary.getMetadata().getNamespace(), name))
                    .distinct()
                    .toList());
    InformerEventSourceConfiguration<R> configuration =
        InformerEventSourceConfiguration.from(secondary, context.getPrimaryResourceClass())
            .withName(secondary.getSimpleName())
            .withNamespacesInheritedFromController()
            .withOnUpdateFilter(matters)
            .withSecondaryToPrimaryMapper(changed ->
                context
                    .getPrimaryCache()
                    .byIndex(
                        index,
                        key(changed.getMetadata().getNamespace(), changed.getMetadata().getName()))
                    .stream()
                    .map(ResourceID::fromResource)
                    .collect(Collectors.toSet()))
            .withPrimaryToSecondaryMapper((P primary) ->
                names.apply(primary).stream()
                    .map(name -> new ResourceID(name, primary.getMetadata().getNamespace()))
                    .collect(Collectors.toSet()))
            .build();
    return new InformerEventSource<>(configuration, context);
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
