package dev.aileron.kinds.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.api.Workflow;
import dev.aileron.api.WorkflowEncryption;
import dev.aileron.api.WorkflowLogging;
import dev.aileron.api.WorkflowSpec;
import dev.aileron.asl.DefinitionText;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Ownership;
import dev.aileron.kernel.naming.ExternalName;
import dev.aileron.kinds.workflow.WorkflowContent.Encryption;
import dev.aileron.kinds.workflow.WorkflowContent.Logging;
import dev.aileron.kube.Dependents;
import dev.aileron.kube.References;
import dev.aileron.kube.Unresolvable;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Makes what should be in Step Functions of an object and of what it refers to. */
final class WorkflowDesiredFactory {
  /** Longest name of a state machine. */
  private static final int MAX_NAME = 80;

  /** Longest definition that Step Functions takes, in bytes. */
  static final int MAX_DEFINITION = 1_048_576;

  private final References references;
  private final Seen seen;

  /** The workflows that were seen to refer to functions and to other workflows. */
  record Seen(Dependents functions, Dependents workflows) {
    void forget(Workflow object) {
      functions.forget(object);
      workflows.forget(object);
    }
  }

  WorkflowDesiredFactory(References references, Seen seen) {
    this.references = references;
    this.seen = seen;
  }

  /**
   * @throws Unresolvable if something is missing or cannot work
   */
  WorkflowDesired of(Workflow object, AwsEnvironment environment) {
    WorkflowSpec spec = object.getSpec();
    WorkflowSource source = WorkflowSource.of(object, references);
    DefinitionJudge judge = new DefinitionJudge(source.field(), source.text(), spec.type());
    judge.refuseErrors(source.tree());
    Substitutions substitutions = new Substitutions(object, references, source.field());
    seen.functions().note(object, substitutions.functions(source.tree()));
    seen.workflows().note(object, substitutions.workflows(source.tree()));
    JsonNode filled = substitutions.fill(source.tree());
    String definition = bounded(source.field(), DefinitionText.canonical(filled));
    judge.refuseErrors(filled);
    Ownership owner = owner(object, environment);
    return new WorkflowDesired(
        environment,
        owner,
        name(object, environment),
        spec.type().name().toUpperCase(Locale.ROOT),
        content(definition, spec),
        owner.with(environment.tags(), spec.tags()),
        spec.aliasName(),
        substitutions.pins(),
        judge.warnings(filled));
  }

  private static WorkflowContent content(String definition, WorkflowSpec spec) {
    WorkflowLogging logging = spec.logging();
    WorkflowEncryption encryption = spec.encryption();
    return new WorkflowContent(
        definition,
        spec.role().arn(),
        logging == null || logging.logGroupARN() == null
            ? Logging.OFF
            : new Logging(
                logging.level().name(), logging.includeExecutionData(), logging.logGroupARN()),
        spec.tracing(),
        encryption == null
            ? null
            : new Encryption(encryption.kmsKeyARN(), encryption.dataKeyReuseSeconds()));
  }

  private static String bounded(String field, String definition) {
    int bytes = definition.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_DEFINITION) {
      throw Unresolvable.invalid(
          field,
          "the definition has %d bytes; Step Functions takes %d at most"
              .formatted(bytes, MAX_DEFINITION));
    }
    return definition;
  }

  static Ownership owner(Workflow object, AwsEnvironment environment) {
    ObjectMeta meta = object.getMetadata();
    return new Ownership(
        environment.clusterName(), meta.getNamespace(), meta.getName(), meta.getUid());
  }

  /**
   * The name in AWS. One that was given stays, also when names are made otherwise now: the state
   * machine under it would be left behind.
   */
  static String name(Workflow object, AwsEnvironment environment) {
    String chosen = object.getSpec().stateMachineName();
    String given = WorkflowAssessor.before(object).stateMachineName();
    ObjectMeta meta = object.getMetadata();
    return chosen != null
        ? chosen
        : given != null
            ? given
            : ExternalName.of(
                environment.namePrefix(), meta.getNamespace(), meta.getName(), MAX_NAME);
  }
}
