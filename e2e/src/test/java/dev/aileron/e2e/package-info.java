/**
 * What people and tools outside see of a running operator: through the Kubernetes API, through AWS,
 * and in the sandbox's log of AWS requests. Nothing here uses a class of Aileron's.
 */
@NullMarked
package dev.aileron.e2e;

import org.jspecify.annotations.NullMarked;
