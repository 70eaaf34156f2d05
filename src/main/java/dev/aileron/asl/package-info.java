/**
 * Amazon States Language: reading definitions, finding and filling their placeholders, and what can
 * be told of them without AWS. Pure.
 */
@NullMarked
package dev.aileron.asl;

import org.jspecify.annotations.NullMarked;
