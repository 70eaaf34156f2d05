/** Texts of definitions and manifests, read with the place of every value kept. Pure. */
@NullMarked
package dev.aileron.asl.text;

import org.jspecify.annotations.NullMarked;
