/**
 * A state machine definition, read once so that it can be run many times: names resolved, paths and
 * expressions parsed, defaults filled in.
 *
 * <p>{@link dev.aileron.asl.model.StateMachine#of} makes it of a definition that is taken to be
 * valid; a definition that is not gives a {@link dev.aileron.asl.model.ModelException} that says
 * where.
 */
@NullMarked
package dev.aileron.asl.model;

import org.jspecify.annotations.NullMarked;
