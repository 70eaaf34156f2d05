@NullMarked
package dev.aileron.sandbox.states;

import org.jspecify.annotations.NullMarked;
