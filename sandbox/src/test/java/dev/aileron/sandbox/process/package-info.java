@NullMarked
package dev.aileron.sandbox.process;

import org.jspecify.annotations.NullMarked;
