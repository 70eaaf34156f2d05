@NullMarked
package dev.aileron.sandbox;

import org.jspecify.annotations.NullMarked;
