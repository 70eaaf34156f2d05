package dev.aileron.operator;

import dev.aileron.aws.AwsClients;
import dev.aileron.aws.Environments;
import dev.aileron.kinds.function.FunctionGateway;
import dev.aileron.kinds.function.LambdaFunctionGateway;
import dev.aileron.kinds.workflow.SfnWorkflowGateway;
import dev.aileron.kinds.workflow.WorkflowGateway;
import dev.aileron.kube.Services;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** What the reconcilers are given. The reconcilers themselves are found by the operator SDK. */
@ApplicationScoped
class KindBeans {
  @Produces
  @Singleton
  Services services(
      KubernetesClient client, Environments environments, Clock clock, Settings settings) {
    return new Services(
        client,
        environments,
        clock,
        Duration.ofSeconds(settings.resyncSeconds()),
        Duration.ofSeconds(settings.sweepSeconds()));
  }

  @Produces
  @Singleton
  FunctionGateway functions(AwsClients clients) {
    return new LambdaFunctionGateway(clients);
  }

  @Produces
  @Singleton
  WorkflowGateway workflows(AwsClients clients) {
    return new SfnWorkflowGateway(clients);
  }
}
