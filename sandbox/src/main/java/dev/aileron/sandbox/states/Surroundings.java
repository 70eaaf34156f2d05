package dev.aileron.sandbox.states;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What executions live in.
 *
 * @param worker runs steps of executions; they are short and do not block
 * @param seed of what is random in executions
 */
record Surroundings(
    Clock clock,
    Timers timers,
    Executor worker,
    Definitions definitions,
    Effects effects,
    Reports reports,
    Storage storage,
    long seed) {}
