package dev.aileron.asl.validate;

/**
 * An example of a rule.
 *
 * @param shown what people see: a state, or a whole definition
 * @param definition the definition to validate
 */
record Example(String shown, String definition, MachineType type) {
  private static final String MACHINE =
      """
      {%s"StartAt": "Example", "States": {"Example": %s}}
      """;

  static Example state(String json) {
    return new Example(json, MACHINE.formatted("", json), MachineType.STANDARD);
  }

  static Example jsonata(String json) {
    return new Example(
        json, MACHINE.formatted("\"QueryLanguage\": \"JSONata\", ", json), MachineType.STANDARD);
  }

  static Example machine(String json) {
    return new Example(json, json, MachineType.STANDARD);
  }

  static Example express(String json) {
    return new Example(json, MACHINE.formatted("", json), MachineType.EXPRESS);
  }

  boolean wholeMachine() {
    return shown.equals(definition);
  }

  boolean inJsonata() {
    return definition.startsWith("{\"QueryLanguage\": \"JSONata\"");
  }

  Options options() {
    return new Options(type, false);
  }
}
