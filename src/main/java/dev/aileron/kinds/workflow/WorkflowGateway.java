package dev.aileron.kinds.workflow;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.kinds.workflow.WorkflowObserved.Alias;
import dev.aileron.kinds.workflow.WorkflowObserved.Machine;
import dev.aileron.kinds.workflow.WorkflowObserved.Version;
import java.util.Map;
import java.util.Optional;

/** Step Functions, in this kind's words. Every method makes one call, or throws AwsFailure. */
public interface WorkflowGateway {
  /** ARN that a state machine of this name has. Asks STS for the account if need be. */
  String arn(AwsEnvironment environment, String name);

  /** The state machine, without its tags. */
  Optional<Machine> machine(AwsEnvironment environment, String arn);

  Map<String, String> tags(AwsEnvironment environment, String arn);

  /** A published version. */
  Optional<Version> version(AwsEnvironment environment, String versionARN);

  Optional<Alias.Present> alias(AwsEnvironment environment, String aliasARN);

  /**
   * @return ARN of the state machine: the new one, or one that is the same already
   */
  String create(AwsEnvironment environment, WorkflowDesired desired);

  /**
   * @return the revision that the state machine has now; empty if AWS does not say, as for an
   *     update that changes nothing of a first revision
   */
  Optional<String> update(AwsEnvironment environment, WorkflowStep.UpdateStateMachine step);

  void tag(AwsEnvironment environment, WorkflowStep.Tag step);

  void untag(AwsEnvironment environment, WorkflowStep.Untag step);

  /**
   * @return ARN of the version: the new one, or that of the same revision
   */
  String publish(AwsEnvironment environment, WorkflowStep.PublishVersion step);

  /**
   * @return ARN of the alias
   */
  String createAlias(AwsEnvironment environment, WorkflowStep.CreateAlias step);

  void updateAlias(AwsEnvironment environment, WorkflowStep.UpdateAlias step);

  /** How many executions run, counted up to 1,000. Not for Express. */
  int running(AwsEnvironment environment, String arn);

  /** Deletes the state machine with its versions and aliases. Repeating it is no error. */
  void delete(AwsEnvironment environment, String arn);
}
