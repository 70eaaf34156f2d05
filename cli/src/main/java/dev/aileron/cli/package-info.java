/** The command {@code aileron}: what people type. */
@NullMarked
package dev.aileron.cli;

import org.jspecify.annotations.NullMarked;
