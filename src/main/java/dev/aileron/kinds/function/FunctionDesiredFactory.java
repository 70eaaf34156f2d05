package dev.aileron.kinds.function;

import dev.aileron.api.FunctionSpec;
import dev.aileron.api.ServerlessFunction;
import dev.aileron.api.Tenancy;
import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Ownership;
import dev.aileron.kernel.naming.ExternalName;
import dev.aileron.kube.References;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** Makes what should be in Lambda of an object and of what it refers to. */
final class FunctionDesiredFactory {
  /** Longest name of a function in Lambda. */
  private static final int MAX_NAME = 64;

  private final CodeSources code;
  private final EnvironmentVariables variables;

  FunctionDesiredFactory(References references) {
    this.code = new CodeSources(references);
    this.variables = new EnvironmentVariables(references);
  }

  /**
   * @throws dev.aileron.kube.Unresolvable if something is missing or cannot work
   */
  FunctionDesired of(ServerlessFunction object, AwsEnvironment environment) {
    FunctionSpec spec = object.getSpec();
    String namespace = object.getMetadata().getNamespace();
    Ownership owner = owner(object, environment);
    CodePackage codePackage = code.of(namespace, spec.code());
    EnvironmentVariables.Looked looked = variables.of(namespace, spec.env());
    String functionName = functionName(object, environment);
    FunctionConfig config = FunctionConfigs.of(spec, functionName, looked.variables());
    return new FunctionDesired(
        environment,
        owner,
        functionName,
        spec.description() == null ? "" : spec.description(),
        config,
        spec.architecture().name(),
        codePackage,
        spec.tenancy() == Tenancy.PerTenant,
        spec.codeSigningConfigARN() == null ? "" : spec.codeSigningConfigARN(),
        new RuntimeManagement(
            spec.runtimeUpdates().name(),
            spec.runtimeVersionARN() == null ? "" : spec.runtimeVersionARN()),
        owner.with(environment.tags(), spec.tags()),
        spec.adoptionPolicy(),
        spec.aliasName(),
        FunctionFields.hash(config, spec.architecture().name(), codePackage, looked.identity()));
  }

  static Ownership owner(ServerlessFunction object, AwsEnvironment environment) {
    ObjectMeta meta = object.getMetadata();
    return new Ownership(
        environment.clusterName(), meta.getNamespace(), meta.getName(), meta.getUid());
  }

  /**
   * The name in AWS. One that was given stays, also when names are made otherwise now: the function
   * under it would be left behind.
   */
  static String functionName(ServerlessFunction object, AwsEnvironment environment) {
    String chosen = object.getSpec().functionName();
    String given = FunctionAssessor.before(object).functionName();
    ObjectMeta meta = object.getMetadata();
    return chosen != null
        ? chosen
        : given != null
            ? given
            : ExternalName.of(
                environment.namePrefix(), meta.getNamespace(), meta.getName(), MAX_NAME);
  }
}
