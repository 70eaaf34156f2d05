/** The programs the sandbox runs: built or installed once, kept in a cache outside the checkout. */
@NullMarked
package dev.aileron.sandbox.tools;

import org.jspecify.annotations.NullMarked;
