package dev.aileron.asl.validate;

import dev.aileron.asl.model.Trail;
import java.util.List;

/** What one walk through a definition tells. */
public final class Analysis {
  private final List<Finding> findings;
  private final Machine machine;

  Analysis(List<Finding> findings, Machine machine) {
    this.findings = List.copyOf(findings);
    this.machine = machine;
  }

  /** What the rules found, by place in the text. */
  public List<Finding> findings() {
    return findings;
  }

  /** The findings of one severity. */
  public List<Finding> findings(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).toList();
  }

  /** Whether Step Functions would take the definition, as far as can be told without asking. */
  public boolean accepted() {
    return findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
  }

  /** What the definition calls. */
  public Inventory inventory() {
    return Inventory.of(machine);
  }

  /** The definition as a Mermaid state diagram. */
  public String diagram() {
    return Mermaid.of(machine);
  }

  /** The same with a mark before all states and at all ways that executions went. */
  public String diagram(Trail trail) {
    return Mermaid.of(machine, trail);
  }
}
