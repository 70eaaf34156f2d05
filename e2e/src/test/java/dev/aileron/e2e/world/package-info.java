/** What the suites stand on: the sandbox, its cluster, its AWS, its request log. */
@NullMarked
package dev.aileron.e2e.world;

import org.jspecify.annotations.NullMarked;
