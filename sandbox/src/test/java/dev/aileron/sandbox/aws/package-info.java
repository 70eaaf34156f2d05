@NullMarked
package dev.aileron.sandbox.aws;

import org.jspecify.annotations.NullMarked;
