/**
 * Events on their way to functions and results on their way from them: asynchronous invocation,
 * destinations, queues and streams.
 */
@NullMarked
package dev.aileron.sandbox.lambda.events;

import org.jspecify.annotations.NullMarked;
