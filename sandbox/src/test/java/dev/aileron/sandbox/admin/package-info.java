@NullMarked
package dev.aileron.sandbox.admin;

import org.jspecify.annotations.NullMarked;
