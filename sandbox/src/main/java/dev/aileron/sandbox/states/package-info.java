/**
 * The sandbox's own Step Functions: state machines with revisions, versions and aliases, and
 * executions that run what they were started with.
 *
 * <p>{@link dev.aileron.sandbox.states.StepFunctions} is the service. It checks each call's
 * parameters ({@link dev.aileron.sandbox.states.Shapes}) and hands it to the operations of one
 * subject: machines, versions, aliases, tags, activities, executions. All of them work on a {@link
 * dev.aileron.sandbox.states.Region}, which holds what one account has in one region.
 *
 * <p>An {@link dev.aileron.sandbox.states.Run} is an execution that lives: it feeds events to the
 * interpreter of {@code dev.aileron.asl.run}, one after the other, and has its effects carried out
 * by {@code dev.aileron.sandbox.states.task}. Time comes from a clock that tests may set.
 */
@NullMarked
package dev.aileron.sandbox.states;

import org.jspecify.annotations.NullMarked;
