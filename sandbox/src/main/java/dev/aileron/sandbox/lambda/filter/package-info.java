/** Patterns that pick events, as event source mappings have them. */
@NullMarked
package dev.aileron.sandbox.lambda.filter;

import org.jspecify.annotations.NullMarked;
