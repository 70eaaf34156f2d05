/**
 * JSONPath as Step Functions uses it: paths into a state's input ({@code $.a.b[0]}), into the
 * context object ({@code $$.Execution.Id}) and into variables ({@code $name.field}), with
 * wildcards, slices, unions, filters and recursive descent, after the behaviour of the Jayway
 * library that the service is known to follow (its error texts appear in recorded executions).
 *
 * <p>{@link dev.aileron.asl.expression.jsonpath.JsonPath#parse} gives a path; {@link
 * dev.aileron.asl.expression.jsonpath.PathEvaluator} evaluates it; {@link
 * dev.aileron.asl.expression.jsonpath.ReferencePath} puts a value where a reference path points.
 */
@NullMarked
package dev.aileron.asl.expression.jsonpath;

import org.jspecify.annotations.NullMarked;
