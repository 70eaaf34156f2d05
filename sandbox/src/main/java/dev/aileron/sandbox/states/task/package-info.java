/**
 * What tasks of executions call: Lambda functions, SQS, SNS, EventBridge, DynamoDB, S3 and other
 * executions, through the sandbox's own endpoint; everything else fails with an error that names
 * it, or is answered by a mock.
 *
 * <p>Results and errors have the shapes that Step Functions recorded: the optimized integrations
 * those of version 1 of AWS's SDK for Java, {@code aws-sdk:} those of version 2.
 */
@NullMarked
package dev.aileron.sandbox.states.task;

import org.jspecify.annotations.NullMarked;
