package dev.aileron.operator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What is configured: {@code AILERON_…} in the environment, {@code aileron.…} as properties. */
@ConfigMapping(prefix = "aileron")
public interface Settings {
  Aws aws();

  /**
   * Tells clusters on one account apart: part of the ownership tags. Without a default: two
   * clusters of one name would take each other's functions for their own.
   */
  String clusterName();

  /** How often an object that is in sync is looked at again, in seconds. */
  @WithDefault("300")
  int resyncSeconds();

  /** Objects that are worked on at the same time. */
  @WithDefault("16")
  int concurrency();

  /** Whether to wait for a Lease before working. */
  @WithDefault("false")
  boolean leaderElection();

  @WithDefault("aileron")
  String leaseName();

  Optional<String> leaseNamespace();

  /** Where in AWS everything lives that no other environment claims. */
  interface Aws {
    Optional<String> region();

    @WithName("account-id")
    Optional<String> accountID();

    /** Assumed for every call; without it the operator calls with its own credentials. */
    @WithName("role-arn")
    Optional<String> roleARN();

    /** Overrides AWS' own endpoints. */
    Optional<URI> endpoint();

    /** Put before every default name in AWS. */
    Optional<String> namePrefix();

    /** On everything in AWS. */
    Map<String, String> tags();
  }
}
