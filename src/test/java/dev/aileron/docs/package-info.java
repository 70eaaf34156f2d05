/** Holds the documentation and what it speaks of together. */
@NullMarked
package dev.aileron.docs;

import org.jspecify.annotations.NullMarked;
