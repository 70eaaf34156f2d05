package dev.aileron.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Event sources for objects that a primary refers to by name, in its own namespace. */
public final class Watches {
  /** Longest pause after a pass that failed for a reason nobody expected, in milliseconds. */
  public static final long LONGEST_RETRY_MILLIS = 60_000;

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

  /**
   * Watches the secondaries that primaries were seen to refer to.
   *
   * @param matters whether a change of a secondary matters to those who refer to it
   */
  public static <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> bySeen(
      Class<R> secondary,
      EventSourceContext<P> context,
      Dependents dependents,
      OnUpdateFilter<R> matters) {
    InformerEventSourceConfiguration<R> configuration =
        InformerEventSourceConfiguration.from(secondary, context.getPrimaryResourceClass())
            .withName("seen-" + secondary.getSimpleName())
            .withNamespacesInheritedFromController()
            .withOnUpdateFilter(matters)
            .withSecondaryToPrimaryMapper(dependents::of)
            .withPrimaryToSecondaryMapper((P _) -> Set.of())
            .build();
    return new InformerEventSource<>(configuration, context);
  }

  /** Every change of a secondary matters. */
  public static <R> OnUpdateFilter<R> always() {
    return (now, before) -> true;
  }

  /**
   * Watches what the operator itself makes for a primary. Only a deletion wakes the primary: it is
   * somebody else's doing, and has to be mended. Everything else the operator did itself.
   */
  public static <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> owned(
      Class<R> secondary, EventSourceContext<P> context) {
    InformerEventSourceConfiguration<R> configuration =
        InformerEventSourceConfiguration.from(secondary, context.getPrimaryResourceClass())
            .withName(secondary.getSimpleName())
            .withNamespacesInheritedFromController()
            .withOnAddFilter(_ -> false)
            .withOnUpdateFilter((_, _) -> false)
            .withSecondaryToPrimaryMapper(
                Mappers.fromOwnerReferences(context.getPrimaryResourceClass()))
            .build();
    return new InformerEventSource<>(configuration, context);
  }

  /**
   * Watches objects that may need primaries: a change of one wakes all primaries of its namespace
   * that are being deleted, because one of them may have waited for it. Who needs what does not
   * matter: an object that needs a primary no longer does not name it any more.
   *
   * @param matters whether a change of such an object can end anybody's waiting
   */
  public static <R extends HasMetadata, P extends HasMetadata> InformerEventSource<R, P> byNeed(
      Class<R> other, EventSourceContext<P> context, OnUpdateFilter<R> matters) {
    String index = "being-deleted";
    context
        .getPrimaryCache()
        .addIndexer(
            index,
            primary ->
                primary.isMarkedForDeletion()
                    ? List.of(primary.getMetadata().getNamespace())
                    : List.of());
    InformerEventSourceConfiguration<R> configuration =
        InformerEventSourceConfiguration.from(other, context.getPrimaryResourceClass())
            .withName("needs-" + other.getSimpleName())
            .withNamespacesInheritedFromController()
            .withOnAddFilter(_ -> false)
            .withOnUpdateFilter(matters)
            .withSecondaryToPrimaryMapper(changed ->
                context
                    .getPrimaryCache()
                    .byIndex(index, changed.getMetadata().getNamespace())
                    .stream()
                    .map(ResourceID::fromResource)
                    .collect(Collectors.toSet()))
            .withPrimaryToSecondaryMapper((P _) -> Set.of())
            .build();
    return new InformerEventSource<>(configuration, context);
  }

  /** What JOSDK is told after a pass. The status is written already, by {@link StatusWriter}. */
  public static <P extends HasMetadata> UpdateControl<P> next(@Nullable Duration after) {
    UpdateControl<P> control = UpdateControl.noUpdate();
    return after == null ? control : control.rescheduleAfter(after);
  }

  /** What JOSDK is told after a pass over an object that is being deleted. */
  public static DeleteControl nextDeletion(@Nullable Duration after) {
    return after == null
        ? DeleteControl.defaultDelete()
        : DeleteControl.noFinalizerRemoval().rescheduleAfter(after);
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
