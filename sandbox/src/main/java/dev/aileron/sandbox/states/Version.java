package dev.aileron.sandbox.states;

import org.jspecify.annotations.Nullable;

/**
 * A published version. Never changes.
 *
 * @param created in milliseconds since the epoch
 */
record Version(long number, Revision revision, @Nullable String description, long created) {}
