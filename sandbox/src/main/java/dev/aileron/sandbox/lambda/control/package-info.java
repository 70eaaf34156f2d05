/**
 * Lambda's control plane: what there is in each account and region, and the operations on it.
 *
 * <p>Nothing here waits for time to pass: a function knows when it becomes Active, and has become
 * so when somebody looks after that.
 */
@NullMarked
package dev.aileron.sandbox.lambda.control;

import org.jspecify.annotations.NullMarked;
