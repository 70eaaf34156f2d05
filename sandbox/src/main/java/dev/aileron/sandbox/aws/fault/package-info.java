/** Faults by script: what goes wrong, when and how often. */
@NullMarked
package dev.aileron.sandbox.aws.fault;

import org.jspecify.annotations.NullMarked;
