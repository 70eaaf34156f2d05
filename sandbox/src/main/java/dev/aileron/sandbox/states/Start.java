package dev.aileron.sandbox.states;

import dev.aileron.asl.run.Identity;
import org.jspecify.annotations.Nullable;

/**
 * What an execution began with. Nothing of it ever changes, whatever becomes of the state machine.
 *
 * @param arn of the execution
 * @param machineArn without a qualifier
 * @param revision what it runs
 * @param version that it was started by, itself or through an alias; null for a start by bare ARN
 * @param alias that it was started by; null without
 * @param input JSON, to the letter
 * @param at in milliseconds since the epoch
 * @param traceHeader for X-Ray; null without
 * @param child what it is a part of; null if it was started by itself
 */
record Start(
    String arn,
    String name,
    String machineArn,
    String machineName,
    Revision revision,
    @Nullable Long version,
    @Nullable String alias,
    String input,
    boolean express,
    long at,
    @Nullable String traceHeader,
    @Nullable Child child) {

  /**
   * Of a distributed Map.
   *
   * @param state the Map's name
   * @param label of the Map
   * @param ticket under which the parent waits for it
   */
  record Child(
      String parentArn, String mapRunArn, String state, String label, int index, long ticket) {}

  /** The ARN of what it runs: for a child of a distributed Map that of the Map. */
  String ownMachineArn() {
    return child == null ? machineArn : machineArn + "/" + child.label();
  }

  Identity identity() {
    return new Identity(
        arn,
        name,
        ownMachineArn(),
        machineName,
        revision.roleArn(),
        at,
        Json.known(input),
        express);
  }

  @Nullable String versionArn() {
    return version == null ? null : machineArn + ":" + version;
  }

  @Nullable String aliasArn() {
    return alias == null ? null : machineArn + ":" + alias;
  }

  /** Whether it was started by that ARN: of its state machine, its version or its alias. */
  boolean isOf(Arn asked) {
    if (!machineArn.equals(asked.base())) {
      return false;
    }
    return asked.qualifier() == null
        || asked.text().equals(versionArn())
        || asked.text().equals(aliasArn());
  }
}
