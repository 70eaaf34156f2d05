/**
 * What the sandbox's own AWS services are made of, and what they may ask of each other.
 *
 * <p>A {@link dev.aileron.sandbox.aws.model.ServiceModel} answers the operations of one service.
 * The endpoint finds out who calls, applies faults, quotas and rights, and hands the call over; the
 * model answers or throws an {@link dev.aileron.sandbox.aws.model.AwsError}, which the endpoint
 * writes in the service's own wire format. Services see each other only through the small
 * interfaces here.
 */
@NullMarked
package dev.aileron.sandbox.aws.model;

import org.jspecify.annotations.NullMarked;
