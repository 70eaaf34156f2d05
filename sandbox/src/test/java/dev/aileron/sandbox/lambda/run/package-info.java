@NullMarked
package dev.aileron.sandbox.lambda.run;

import org.jspecify.annotations.NullMarked;
