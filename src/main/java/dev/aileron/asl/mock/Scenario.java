package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.StateMachine;
import java.time.Instant;

/**
 * An execution to be run.
 *
 * @param machine what is run
 * @param name the machine's name, in the context object's ARNs
 * @param express whether it is an Express execution
 * @param input what it is given
 * @param mocks what its calls are answered with
 * @param seed where random values and jitter come from
 * @param startTime when it begins; from then on time passes only in Waits, delays and retries
 */
public record Scenario(
    StateMachine machine,
    String name,
    boolean express,
    JsonNode input,
    Mocks mocks,
    long seed,
    Instant startTime) {}
