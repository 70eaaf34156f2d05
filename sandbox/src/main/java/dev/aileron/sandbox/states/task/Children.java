package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;

/** Child executions of a distributed Map, as its results list them. */
public final class Children {
  private Children() {}

  /**
   * One that is over.
   *
   * @param description with the fields of DescribeExecution, their names in capitals
   */
  public record Child(String status, JsonNode description) {}
}
