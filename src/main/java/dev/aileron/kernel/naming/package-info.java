/** Names and hashes that are the same wherever and whenever they are computed. */
@NullMarked
package dev.aileron.kernel.naming;

import org.jspecify.annotations.NullMarked;
