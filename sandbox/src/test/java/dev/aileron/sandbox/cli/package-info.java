@NullMarked
package dev.aileron.sandbox.cli;

import org.jspecify.annotations.NullMarked;
