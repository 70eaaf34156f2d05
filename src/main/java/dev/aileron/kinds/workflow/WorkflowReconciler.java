package dev.aileron.kinds.workflow;

import dev.aileron.api.Api;
import dev.aileron.api.FunctionStatus;
import dev.aileron.api.Release;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowSpec;
import dev.aileron.api.WorkflowStatus;
import dev.aileron.kernel.conditions.ConditionType;
import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kube.Cohorts;
import dev.aileron.kube.Dependents;
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
import java.util.List;
import java.util.Objects;

/** Wires Workflow to the template. */
@ControllerConfiguration(
    name = "workflow",
    finalizerName = Api.WORKFLOW_FINALIZER,
    // One manager for finalizer and status, so that who compares fields has one name to leave out.
    fieldManager = StatusWriter.FIELD_MANAGER,
    // The filter sees to generations itself, and lets the cohort through, which moves none.
    generationAwareEventProcessing = false,
    informer =
        @Informer(
            onUpdateFilter = Cohorts.PrimaryFilter.class,
            // With it, JOSDK 5.3 can drop a change of the spec that lands during a write of ours.
            comparableResourceVersions = false))
// For what the template cannot show on the object, because the API server takes no status.
@GradualRetry(maxAttempts = Integer.MAX_VALUE, maxInterval = Watches.LONGEST_RETRY_MILLIS)
public class WorkflowReconciler implements Reconciler<Workflow>, Cleaner<Workflow> {
  private final ExternalReconciler<Workflow, WorkflowStatus, ?, ?, ?> template;
  private final Sources sources;
  private final WorkflowDesiredFactory.Seen seen;

  public WorkflowReconciler(Services services, WorkflowGateway gateway) {
    this.sources = new Sources(services.client());
    this.seen = new WorkflowDesiredFactory.Seen(new Dependents(), new Dependents());
    this.template =
        services.template(
            new WorkflowKind(
                services.environments(), sources, seen, gateway, services.ledger(sources)));
  }

  @Override
  public UpdateControl<Workflow> reconcile(Workflow object, Context<Workflow> context) {
    return Watches.next(template.reconcile(object));
  }

  @Override
  public DeleteControl cleanup(Workflow object, Context<Workflow> context) {
    return Watches.nextDeletion(template.delete(object));
  }

  @Override
  public List<EventSource<?, Workflow>> prepareEventSources(EventSourceContext<Workflow> context) {
    return List.of(
        sources.keep(
            ConfigMap.class,
            Watches.byName(
                ConfigMap.class, context, WorkflowReconciler::configMaps, Watches.always())),
        sources.keep(
            ServerlessFunction.class,
            Watches.bySeen(
                ServerlessFunction.class,
                context,
                seen.functions(),
                WorkflowReconciler::functionMoved)),
        sources.keep(
            Workflow.class,
            Watches.bySeen(
                Workflow.class, context, seen.workflows(), WorkflowReconciler::childMoved)),
        sources.keep(Release.class, Watches.owned(Release.class, context)));
  }

  private static List<String> configMaps(Workflow object) {
    WorkflowSpec.DefinitionSource from = object.getSpec().definitionFrom();
    return from == null ? List.of() : List.of(from.configMapKeyRef().name());
  }

  /** Whether a function has published something, or come to another standstill. */
  private static boolean functionMoved(ServerlessFunction now, ServerlessFunction before) {
    FunctionStatus is = now.getStatus();
    FunctionStatus was = before.getStatus();
    return !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion()
        || !Objects.equals(Cohorts.of(now), Cohorts.of(before))
        || (is == null) != (was == null)
        || (is != null && was != null && !(samePublished(is, was) && sameReason(is, was)));
  }

  private static boolean samePublished(FunctionStatus is, FunctionStatus was) {
    return Objects.equals(is.published(), was.published());
  }

  private static boolean sameReason(FunctionStatus is, FunctionStatus was) {
    return Conditions.find(is.conditions(), ConditionType.READY)
        .map(c -> c.reason())
        .equals(Conditions.find(was.conditions(), ConditionType.READY).map(c -> c.reason()));
  }

  /** Whether a workflow has another alias, refers to something else, or is going. */
  private static boolean childMoved(Workflow now, Workflow before) {
    String is = now.getStatus() == null ? null : now.getStatus().aliasARN();
    String was = before.getStatus() == null ? null : before.getStatus().aliasARN();
    return !Objects.equals(is, was)
        || !Objects.equals(now.getMetadata().getGeneration(), before.getMetadata().getGeneration())
        || now.isMarkedForDeletion() != before.isMarkedForDeletion();
  }
}
