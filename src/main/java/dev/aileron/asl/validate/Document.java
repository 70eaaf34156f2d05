package dev.aileron.asl.validate;

import dev.aileron.asl.text.Source;

/** A definition as it was read, before anything is known of its meaning. */
record Document(Source source, Options options) implements Subject {}
