package dev.aileron.asl.expression.jsonata;

import dev.aileron.asl.expression.Budget;
import dev.aileron.asl.expression.Randomness;

/**
 * What surrounds an evaluation.
 *
 * @param now what {@code $now()} and {@code $millis()} tell, in milliseconds since the epoch
 * @param random where {@code $random()}, {@code $uuid()} and {@code $shuffle()} take from
 * @param budget what may be spent
 */
public record Evaluation(long now, Randomness random, Budget budget) {}
