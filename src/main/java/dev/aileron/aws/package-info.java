/**
 * How AWS is reached: clients by environment, and one table that says what an error means. What a
 * kind asks of AWS stands in that kind's gateway.
 */
@NullMarked
package dev.aileron.aws;

import org.jspecify.annotations.NullMarked;
