/**
 * The status contract: from what is known about an object to its conditions, as one pure function.
 */
@NullMarked
package dev.aileron.kernel.status;

import org.jspecify.annotations.NullMarked;
