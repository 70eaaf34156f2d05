/**
 * JSONata as Step Functions uses it: strings <code>{% … %}</code>, evaluated with {@code $states}
 * and the workflow's variables in scope, and with AWS's functions {@code $partition}, {@code
 * $range}, {@code $hash}, {@code $random(seed)}, {@code $uuid} and {@code $parse} on top of the
 * language's own.
 *
 * <p>{@link dev.aileron.asl.expression.jsonata.Jsonata#parse} gives an expression; {@link
 * dev.aileron.asl.expression.jsonata.Jsonata#evaluate} evaluates it within bounds.
 */
@NullMarked
package dev.aileron.asl.expression.jsonata;

import org.jspecify.annotations.NullMarked;
