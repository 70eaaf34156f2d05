/** What a change of a field of a spec costs. */
@NullMarked
package dev.aileron.kernel.fields;

import org.jspecify.annotations.NullMarked;
