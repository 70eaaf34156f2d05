/**
 * AWS Lambda as the sandbox has it: the control plane with its states and revisions, functions that
 * run, and the events that come to them.
 */
@NullMarked
package dev.aileron.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
