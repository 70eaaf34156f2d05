/**
 * The AWS endpoint: a server in front of an emulator that knows which operation each request is and
 * keeps a log of them.
 *
 * <p>{@link dev.aileron.sandbox.aws.AwsEndpoint} takes requests, {@link
 * dev.aileron.sandbox.aws.AwsService} answers them. Today one service forwards everything; a
 * service of the sandbox's own takes its place by implementing the same interface.
 */
@NullMarked
package dev.aileron.sandbox.aws;

import org.jspecify.annotations.NullMarked;
