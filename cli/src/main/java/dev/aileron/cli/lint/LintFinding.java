package dev.aileron.cli.lint;

import dev.aileron.asl.text.Spot;
import dev.aileron.asl.validate.Severity;

/**
 * A finding in a file.
 *
 * @param file as it was given or found
 * @param pointer JSON pointer in its document; empty for the document itself
 * @param spot where in the file
 */
public record LintFinding(
    String file, String code, Severity severity, String pointer, Spot spot, String message) {}
