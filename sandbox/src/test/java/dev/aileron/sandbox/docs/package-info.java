@NullMarked
package dev.aileron.sandbox.docs;

import org.jspecify.annotations.NullMarked;
