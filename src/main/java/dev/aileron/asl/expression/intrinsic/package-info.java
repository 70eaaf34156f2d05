/**
 * Intrinsic functions: {@code States.Format('{} is {}', $.name, 3)}, the one way to compute in a
 * payload template of the JSONPath dialect.
 *
 * <p>{@link dev.aileron.asl.expression.intrinsic.Intrinsic#parse} gives the call with its
 * arguments; {@link dev.aileron.asl.expression.intrinsic.IntrinsicEvaluator} evaluates it.
 */
@NullMarked
package dev.aileron.asl.expression.intrinsic;

import org.jspecify.annotations.NullMarked;
