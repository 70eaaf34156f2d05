/** Who calls and what they may do: credentials, roles, trust, policies. */
@NullMarked
package dev.aileron.sandbox.aws.identity;

import org.jspecify.annotations.NullMarked;
