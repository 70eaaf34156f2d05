/** Processes that end when the sandbox ends, and the ports they listen on. */
@NullMarked
package dev.aileron.sandbox.process;

import org.jspecify.annotations.NullMarked;
