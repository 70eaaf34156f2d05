/**
 * What {@code aileron test} does: reads test files, runs their cases, and shows what came of them.
 */
@NullMarked
package dev.aileron.cli.test;

import org.jspecify.annotations.NullMarked;
