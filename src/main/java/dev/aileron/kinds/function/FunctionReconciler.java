package dev.aileron.kinds.function;

import dev.aileron.api.Api;
import dev.aileron.api.EnvVar;
import dev.aileron.api.FunctionSpec;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.Pin;
import dev.aileron.api.Release;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.kube.ExternalReconciler;
import dev.aileron.kube.Services;
import dev.aileron.kube.Sources;
import dev.aileron.kube.StatusWriter;
import dev.aileron.kube.Watches;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.ArrayList;
import java.util.List;

/** Wires ServerlessFunction to the template. */
@ControllerConfiguration(
    name = "serverlessfunction",
    finalizerName = Api.FUNCTION_FINALIZER,
    // One manager for finalizer and status, so that who compares fields has one name to leave out.
    fieldManager = StatusWriter.FIELD_MANAGER,
    // With it, JOSDK 5.3 can drop a change of the spec that lands during a write of ours.
    informer = @Informer(comparableResourceVersions = false))
// For what the template cannot show on the object, because the API server takes no status.
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = Watches.LONGEST_RETRY_MILLIS)
public class FunctionReconciler
    implements Reconciler<ServerlessFunction>, Cleaner<ServerlessFunction> {
  private final ExternalReconciler<ServerlessFunction, FunctionStatus, ?, ?, ?> template;
  private final Services services;
  private final Sources sources;
  private final FunctionCensus census;

  public FunctionReconciler(Services services, FunctionGateway gateway) {
    this.services = services;
    this.census = new FunctionCensus(gateway);
    this.sources = new Sources(services.client());
    this.template =
        services.template(
            new FunctionKind(
                services.environments(),
                sources,
                gateway,
                services.ledger(sources),
                new PinningWorkflows(services.client()),
                services.clock()));
  }

  @Override
  public UpdateControl<ServerlessFunction> reconcile(
      ServerlessFunction object, Context<ServerlessFunction> context) {
    return Watches.next(template.reconcile(object));
  }

  @Override
  public DeleteControl cleanup(ServerlessFunction object, Context<ServerlessFunction> context) {
    return Watches.nextDeletion(template.delete(object));
  }

  @Override
  public List<EventSource<?, ServerlessFunction>> prepareEventSources(
      EventSourceContext<ServerlessFunction> context) {
    return List.of(
        sources.keep(
            ConfigMap.class,
            Watches.byName(
                ConfigMap.class, context, FunctionReconciler::configMaps, Watches.always())),
        sources.keep(Release.class, Watches.owned(Release.class, context)),
        // A function that a workflow runs waits with its deletion; wake it when that may be over.
        Watches.byNeed(Workflow.class, context, FunctionReconciler::pinsMoved),
        services.sweep(census, context));
  }

  private static boolean pinsMoved(Workflow now, Workflow before) {
    return !pins(now).equals(pins(before));
  }

  private static List<Pin> pins(Workflow workflow) {
    return workflow.getStatus() == null ? List.of() : workflow.getStatus().pins();
  }

  /** The ConfigMaps that code and variables come from. */
  static List<String> configMaps(ServerlessFunction object) {
    FunctionSpec spec = object.getSpec();
    List<String> names = new ArrayList<>();
    if (spec.code().configMapRef() != null) {
      names.add(spec.code().configMapRef().name());
    }
    for (EnvVar variable : spec.env()) {
      EnvVar.Source source = variable.valueFrom();
      if (source != null && source.configMapKeyRef() != null) {
        names.add(source.configMapKeyRef().name());
      }
    }
    return names;
  }
}
