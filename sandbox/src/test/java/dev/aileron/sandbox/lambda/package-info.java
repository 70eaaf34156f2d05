@NullMarked
package dev.aileron.sandbox.lambda;

import org.jspecify.annotations.NullMarked;
