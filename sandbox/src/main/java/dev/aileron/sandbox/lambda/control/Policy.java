package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Who may call a function, a version or an alias.
 *
 * @param statements by {@code Sid}, in the order they came
 * @param revisionId the policy's own, apart from the function's
 */
record Policy(Map<String, ObjectNode> statements, String revisionId) {}
