package dev.aileron.sandbox.aws.model;

import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.Operation;
import java.time.Instant;

/**
 * One call of an operation that a service models.
 *
 * @param time when it came in, by the sandbox's clock
 */
public record Call(AwsRequest request, Operation operation, Caller caller, Instant time) {}
