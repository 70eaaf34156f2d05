@NullMarked
package dev.aileron.sandbox.yaml;

import org.jspecify.annotations.NullMarked;
