/** A plan as a value: steps that change something, and what has to be waited for. */
@NullMarked
package dev.aileron.kernel.plan;

import org.jspecify.annotations.NullMarked;
