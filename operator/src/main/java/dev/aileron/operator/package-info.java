/** The application: puts the core together, and gives it configuration, metrics and health. */
@NullMarked
package dev.aileron.operator;

import org.jspecify.annotations.NullMarked;
