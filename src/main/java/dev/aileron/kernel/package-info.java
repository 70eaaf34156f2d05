/** What every kind shares and what knows neither Kubernetes nor AWS. */
@NullMarked
package dev.aileron.kernel;

import org.jspecify.annotations.NullMarked;
