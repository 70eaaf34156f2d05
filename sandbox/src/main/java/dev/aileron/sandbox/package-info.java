/** A Kubernetes control plane and an AWS on this machine, started and ended together. */
@NullMarked
package dev.aileron.sandbox;

import org.jspecify.annotations.NullMarked;
