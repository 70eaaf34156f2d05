package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP address of a function or an alias.
 *
 * @param id the label that tells it from others
 * @param function plain name
 * @param alias null for the function itself
 * @param authType {@code NONE} or {@code AWS_IAM}
 * @param invokeMode null when none was given, which means {@code BUFFERED}
 */
public record Url(
    String id,
    String function,
    @Nullable String alias,
    String authType,
    @Nullable String invokeMode,
    @Nullable ObjectNode cors,
    Instant created,
    Instant modified) {}
