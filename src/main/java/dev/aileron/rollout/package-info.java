/** How far versions are released: pure, without a clock or I/O. */
@NullMarked
package dev.aileron.rollout;

import org.jspecify.annotations.NullMarked;
