/** How often a caller may ask: AWS's documented token buckets. */
@NullMarked
package dev.aileron.sandbox.aws.quota;

import org.jspecify.annotations.NullMarked;
