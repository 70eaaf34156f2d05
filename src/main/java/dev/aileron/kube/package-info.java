/**
 * The template that every kind is reconciled by, and what it needs of Kubernetes: one writer of
 * status, Events, references to other objects. What is particular to a kind stands in its folder.
 */
@NullMarked
package dev.aileron.kube;

import org.jspecify.annotations.NullMarked;
