@NullMarked
package dev.aileron.sandbox.aws.quota;

import org.jspecify.annotations.NullMarked;
