package dev.aileron.kinds.workflow;

import dev.aileron.kernel.plan.Step;
import dev.aileron.kernel.status.Reason;
import java.util.Map;
import java.util.Set;

/** One change of a state machine in Step Functions. */
public sealed interface WorkflowStep extends Step {

  /** Creates the state machine; fails if another one has its name. */
  record CreateStateMachine(WorkflowDesired desired) implements WorkflowStep {
    @Override
    public String summary() {
      return "create the state machine " + desired.name();
    }

    @Override
    public Reason event() {
      return Reason.Created;
    }
  }

  /** Changes all that makes a version. */
  record UpdateStateMachine(String arn, WorkflowContent content) implements WorkflowStep {
    @Override
    public String summary() {
      return "update the state machine " + WorkflowObserved.lastPart(arn);
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /** Sets tags. */
  record Tag(String arn, Map<String, String> tags) implements WorkflowStep {
    @Override
    public String summary() {
      return "set the tags " + tags.keySet().stream().sorted().toList();
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /** Removes tags. */
  record Untag(String arn, Set<String> keys) implements WorkflowStep {
    @Override
    public String summary() {
      return "remove the tags " + keys.stream().sorted().toList();
    }

    @Override
    public Reason event() {
      return Reason.Updated;
    }
  }

  /**
   * Publishes a revision; fails if the state machine has another. Repeating it publishes nothing
   * new: Step Functions returns the version of that revision.
   */
  record PublishVersion(String arn, String revisionID, WorkflowDesired desired)
      implements WorkflowStep {
    @Override
    public String summary() {
      return "publish a version of the state machine " + desired.name();
    }

    @Override
    public Reason event() {
      return Reason.Published;
    }
  }

  /** Creates the alias; fails if one with another routing exists. */
  record CreateAlias(String alias, String versionARN) implements WorkflowStep {
    @Override
    public String summary() {
      return "create the alias %s on version %s"
          .formatted(alias, WorkflowObserved.lastPart(versionARN));
    }

    @Override
    public Reason event() {
      return Reason.Promoted;
    }
  }

  /** Moves the alias. Step Functions has no revision of an alias to guard it with. */
  record UpdateAlias(String aliasARN, String versionARN) implements WorkflowStep {
    @Override
    public String summary() {
      return "move the alias %s to version %s"
          .formatted(WorkflowObserved.lastPart(aliasARN), WorkflowObserved.lastPart(versionARN));
    }

    @Override
    public Reason event() {
      return Reason.Promoted;
    }
  }
}
