package dev.aileron.kinds.workflow;

import dev.aileron.api.ReleaseSpec;
import dev.aileron.api.VersionRef;
import dev.aileron.api.Workflow;
import dev.aileron.kernel.naming.Hashes;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import dev.aileron.kube.ReleaseLedger;
import java.util.List;

/** The Releases of a workflow. */
final class WorkflowReleases {
  private final ReleaseLedger ledger;

  WorkflowReleases(ReleaseLedger ledger) {
    this.ledger = ledger;
  }

  /** Whether the alias serves a version that was made of the same desired state. */
  boolean serves(Workflow object, WorkflowDesired desired) {
    return ledger.isMadeOf(
        desired.specHash(),
        object,
        WorkflowAssessor.RELEASE_KIND,
        WorkflowAssessor.before(object).stable());
  }

  /** Keeps that of the version that has what is desired. Others have pins that nobody knows. */
  void keep(Workflow object, WorkflowDesired desired, WorkflowObserved observed) {
    Version newest = observed.newest();
    if (newest == null || !newest.hasContentOf(desired) || observed.isForeign(desired)) {
      return;
    }
    String served = observed.alias() instanceof Alias.Present alias ? alias.only() : null;
    ledger.keep(
        object,
        WorkflowAssessor.RELEASE_KIND,
        List.of(release(object, desired, newest)),
        served == null ? null : WorkflowObserved.lastPart(served));
  }

  private static ReleaseSpec release(Workflow object, WorkflowDesired desired, Version version) {
    VersionRef stable = WorkflowAssessor.before(object).stable();
    String previous = stable == null ? null : stable.version();
    return new ReleaseSpec(
        new ReleaseSpec.Owner(object.getKind(), object.getMetadata().getName()),
        version.number(),
        version.arn(),
        desired.specHash(),
        null,
        Hashes.hex(version.content().definition()),
        desired.pins(),
        object.getSpec().release(),
        version.number().equals(previous) ? null : previous);
  }
}
