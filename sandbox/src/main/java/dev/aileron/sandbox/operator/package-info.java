/**
 * The operator beside the sandbox: its chart installed, its process run with the chart's rights.
 */
@NullMarked
package dev.aileron.sandbox.operator;

import org.jspecify.annotations.NullMarked;
