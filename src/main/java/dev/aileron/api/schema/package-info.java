/** What the CRD generator cannot say by an annotation of its own. */
@NullMarked
package dev.aileron.api.schema;

import org.jspecify.annotations.NullMarked;
