package dev.aileron.asl.text;

/**
 * A place in a text.
 *
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 units
 */
public record Spot(int line, int column) {}
