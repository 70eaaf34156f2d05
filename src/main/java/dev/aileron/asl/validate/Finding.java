package dev.aileron.asl.validate;

import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.Spot;
import org.jspecify.annotations.Nullable;

/**
 * Something that a rule found.
 *
 * @param code of the rule; never renamed
 * @param pointer the value concerned
 * @param spot where in the text, if the definition came as a text
 * @param message a sentence for people: what is wrong and what to do
 */
public record Finding(
    String code, Severity severity, Pointer pointer, @Nullable Spot spot, String message) {}
