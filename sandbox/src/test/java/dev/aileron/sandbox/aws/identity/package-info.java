@NullMarked
package dev.aileron.sandbox.aws.identity;

import org.jspecify.annotations.NullMarked;
