/** Checks of files: state machines, manifests, and what manifests refer to. */
@NullMarked
package dev.aileron.cli.lint;

import org.jspecify.annotations.NullMarked;
