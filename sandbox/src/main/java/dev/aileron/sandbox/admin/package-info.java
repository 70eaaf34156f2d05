/** The sandbox's own HTTP interface, beside the AWS endpoint. */
@NullMarked
package dev.aileron.sandbox.admin;

import org.jspecify.annotations.NullMarked;
