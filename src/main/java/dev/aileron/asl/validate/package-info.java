/**
 * Validation of Amazon States Language: one walk, and a catalogue of small named rules. Pure.
 *
 * <p>A {@linkplain dev.aileron.asl.validate.Rule rule} says what it wants, why, and shows an
 * example that it refuses; the page docs/asl-rules.md is written from that.
 */
@NullMarked
package dev.aileron.asl.validate;

import org.jspecify.annotations.NullMarked;
