/**
 * Functions that run: processes that speak the Lambda Runtime API, in pools by version, and what an
 * invocation does with them.
 */
@NullMarked
package dev.aileron.sandbox.lambda.run;

import org.jspecify.annotations.NullMarked;
