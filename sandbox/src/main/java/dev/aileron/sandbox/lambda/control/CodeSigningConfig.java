package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Which publishers' signatures functions ask for. Kept and answered; signatures are not verified.
 *
 * @param policy {@code Warn} or {@code Enforce}
 */
record CodeSigningConfig(
    String arn,
    String id,
    JsonNode publishers,
    String policy,
    String description,
    String modified) {}
