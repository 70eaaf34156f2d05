package dev.aileron.sandbox.states;

/**
 * One way an alias leads.
 *
 * @param version the version's number
 * @param weight out of 100
 */
record Route(long version, int weight) {}
