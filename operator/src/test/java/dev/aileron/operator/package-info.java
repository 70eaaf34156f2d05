@NullMarked
package dev.aileron.operator;

import org.jspecify.annotations.NullMarked;
