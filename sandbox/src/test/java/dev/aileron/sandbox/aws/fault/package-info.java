@NullMarked
package dev.aileron.sandbox.aws.fault;

import org.jspecify.annotations.NullMarked;
