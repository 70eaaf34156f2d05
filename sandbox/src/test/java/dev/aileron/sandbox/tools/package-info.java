@NullMarked
package dev.aileron.sandbox.tools;

import org.jspecify.annotations.NullMarked;
