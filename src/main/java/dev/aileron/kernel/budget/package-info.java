/**
 * What a control plane that all share may be asked: who asks for what matters less is sent away
 * first, and nobody is made to wait inside a call.
 */
@NullMarked
package dev.aileron.kernel.budget;

import org.jspecify.annotations.NullMarked;
