/**
 * Both reconcilers at work on a real API server, over models of Lambda and Step Functions.
 *
 * <p>The control plane is brought up once a run by {@code bin/sandbox}. Who lacks its tools leaves
 * these tests out with {@code -DexcludedGroups=component}.
 */
package dev.aileron.component;
