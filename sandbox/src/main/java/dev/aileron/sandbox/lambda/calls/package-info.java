/** What Lambda itself calls: queues, streams, topics, buckets, logs, in its customers' names. */
@NullMarked
package dev.aileron.sandbox.lambda.calls;

import org.jspecify.annotations.NullMarked;
