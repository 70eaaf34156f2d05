/** Conditions in the shape of metav1.Condition, and how an old set becomes a new one. */
@NullMarked
package dev.aileron.kernel.conditions;

import org.jspecify.annotations.NullMarked;
