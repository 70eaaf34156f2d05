/**
 * The public API: the kinds as records, and the types they share. What stands here becomes the CRDs
 * in {@code crds/}; nothing else does.
 */
@NullMarked
package dev.aileron.api;

import org.jspecify.annotations.NullMarked;
