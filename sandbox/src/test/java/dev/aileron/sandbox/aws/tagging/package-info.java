@NullMarked
package dev.aileron.sandbox.aws.tagging;

import org.jspecify.annotations.NullMarked;
