package dev.aileron.kube;

import dev.aileron.kernel.conditions.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a status that every kind has.
 *
 * @param generation the generation that the conditions speak of
 * @param progressStartedTime RFC 3339, null when there is nothing to do
 */
public record StatusHead(
    long generation, List<Condition> conditions, @Nullable String progressStartedTime) {}
