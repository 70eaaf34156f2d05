/**
 * The languages inside a state machine definition, parsed and evaluated: JSONPath ({@link
 * dev.aileron.asl.expression.jsonpath}), intrinsic functions ({@link
 * dev.aileron.asl.expression.intrinsic}) and JSONata ({@link dev.aileron.asl.expression.jsonata}).
 *
 * <p>Each has a {@code parse(String)} that gives a {@link dev.aileron.asl.expression.Parsed}: the
 * value, or what is wrong and where. Evaluation spends from a {@link
 * dev.aileron.asl.expression.Budget} and fails with an {@link
 * dev.aileron.asl.expression.EvaluationException}: an expression that would run for ever, or fill
 * the memory, ends with that too. Nothing here reads a clock or makes a random number: both are
 * handed in.
 */
@NullMarked
package dev.aileron.asl.expression;

import org.jspecify.annotations.NullMarked;
