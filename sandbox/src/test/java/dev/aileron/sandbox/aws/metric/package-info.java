@NullMarked
package dev.aileron.sandbox.aws.metric;

import org.jspecify.annotations.NullMarked;
