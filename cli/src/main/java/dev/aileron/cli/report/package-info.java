/** How findings are shown: to people and to programs. */
@NullMarked
package dev.aileron.cli.report;

import org.jspecify.annotations.NullMarked;
