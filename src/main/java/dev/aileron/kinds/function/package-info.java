/**
 * ServerlessFunction: a Lambda function, its versions and its alias.
 *
 * <p>The story, in the order of a pass: {@link dev.aileron.kinds.function.FunctionDesiredFactory}
 * makes a {@link dev.aileron.kinds.function.FunctionDesired} of the spec and of what it refers to.
 * {@link dev.aileron.kinds.function.FunctionGateway} reads a {@link
 * dev.aileron.kinds.function.FunctionObserved} from Lambda. {@link
 * dev.aileron.kinds.function.FunctionPlanner} says what to do next: bring {@code $LATEST} in line,
 * publish it, move the alias. {@link dev.aileron.kinds.function.FunctionAssessor} makes the status.
 * {@link dev.aileron.kinds.function.FunctionFields} says for every field of the spec what a change
 * of it costs.
 */
@NullMarked
package dev.aileron.kinds.function;

import org.jspecify.annotations.NullMarked;
