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

  /**
   * How often all functions of an account are listed to find those that somebody changed, in
   * seconds: one call for 50 functions.
   */
  @WithDefault("60")
  int sweepSeconds();

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

    /**
     * Share of the quotas of AWS' control planes that this operator may use, above 0, to 1. What is
     * left is for everybody else on the account.
     */
    @WithDefault("0.8")
    double budgetShare();

    /** Put before every default name in AWS. */
    Optional<String> namePrefix();

    /** On everything in AWS. */
    Map<String, String> tags();
  }
}
