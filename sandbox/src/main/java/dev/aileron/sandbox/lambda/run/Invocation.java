package dev.aileron.sandbox.lambda.run;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way through a runtime.
 *
 * @param id the request id
 * @param arn as the caller named the function
 * @param deadline milliseconds since 1970
 * @param clientContext JSON; null for none
 * @param result what the runtime posts for it
 */
record Invocation(
    String id,
    String arn,
    byte[] event,
    long deadline,
    String traceId,
    @Nullable String clientContext,
    CompletableFuture<Outcome> result) {}
