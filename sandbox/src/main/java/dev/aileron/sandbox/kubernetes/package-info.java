/**
 * A real Kubernetes control plane, without nodes: etcd, kube-apiserver, kube-controller-manager.
 */
@NullMarked
package dev.aileron.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
