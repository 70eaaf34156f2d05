/**
 * Lambda's wire format: which members an operation takes and where they stand, what bounds them,
 * and how answers and errors are written.
 */
@NullMarked
package dev.aileron.sandbox.lambda.wire;

import org.jspecify.annotations.NullMarked;
