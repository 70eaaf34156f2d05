/** CloudWatch: metrics, metric math and alarms. */
@NullMarked
package dev.aileron.sandbox.aws.metric;

import org.jspecify.annotations.NullMarked;
