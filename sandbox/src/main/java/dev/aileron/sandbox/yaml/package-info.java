/** Files that people write: YAML, read with the line of everything that is wrong. */
@NullMarked
package dev.aileron.sandbox.yaml;

import org.jspecify.annotations.NullMarked;
