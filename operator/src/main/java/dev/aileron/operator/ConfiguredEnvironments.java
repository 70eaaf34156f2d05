package dev.aileron.operator;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.Environments;
import java.util.Optional;

/** One environment for every namespace: the one that is configured. */
final class ConfiguredEnvironments implements Environments {
  private final Optional<AwsEnvironment> environment;

  /**
   * @param region as configured or as the SDK's own settings say; without one there is no
   *     environment
   */
  ConfiguredEnvironments(Settings settings, Optional<String> region) {
    Settings.Aws aws = settings.aws();
    this.environment =
        aws.region()
            .or(() -> region)
            .map(where ->
                new AwsEnvironment(
                    where,
                    aws.accountID().orElse(null),
                    aws.roleARN().orElse(null),
                    aws.endpoint().orElse(null),
                    aws.namePrefix().orElse(""),
                    settings.clusterName(),
                    aws.tags()));
  }

  @Override
  public Optional<AwsEnvironment> of(String namespace) {
    return environment;
  }
}
