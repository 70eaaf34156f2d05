/**
 * Runs state machines with made-up answers and a clock that jumps, and compares what came of it
 * with what was expected. {@link dev.aileron.asl.mock.Simulation} runs one {@link
 * dev.aileron.asl.mock.Scenario} and tells its {@link dev.aileron.asl.mock.Outcome}; {@link
 * dev.aileron.asl.mock.Expectation} judges that. Nothing is called, nothing is waited for, and the
 * same scenario always has the same outcome.
 */
@NullMarked
package dev.aileron.asl.mock;

import org.jspecify.annotations.NullMarked;
