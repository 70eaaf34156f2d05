/** What the sandbox's AWS takes, for {@code make bench}. */
@NullMarked
package dev.aileron.sandbox.bench;

import org.jspecify.annotations.NullMarked;
