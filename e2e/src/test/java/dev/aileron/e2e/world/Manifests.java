package dev.aileron.e2e.world;

/** Manifests as people write them. */
public final class Manifests {

  private Manifests() {}

  /**
   * A function of one Python file.
   *
   * @param spec more fields of the spec, a YAML mapping each
   */
  public static String function(String name, String python, String... spec) {
    return functionWithCode(
        name, "code:\n  inline:\n    app.py: |\n" + python.strip().indent(6), spec);
  }

  /** A function that answers every event with the same text. */
  public static String answering(String name, String answer, String... spec) {
    return function(name, constant(answer), spec);
  }

  /** Python of a handler that answers every event with the same text. */
  public static String constant(String answer) {
    return """
    def handler(event, context):
        return "%s"
    """
        .formatted(answer);
  }

  /**
   * A function.
   *
   * @param code the field {@code code} with what is in it
   * @param spec more fields of the spec, a YAML mapping each
   */
  public static String functionWithCode(String name, String code, String... spec) {
    return """
    apiVersion: aileron.dev/v1alpha1
    kind: ServerlessFunction
    metadata:
      name: %s
    spec:
      runtime: python3.13
      handler: app.handler
      role: { arn: "arn:aws:iam::111122223333:role/functions" }
    """
            .formatted(name)
        + fields(code)
        + fields(spec);
  }

  /**
   * A workflow that calls functions one after another, each with the workflow's input, and gives
   * their answers as one object, by the functions' names.
   */
  public static String workflowCalling(String name, String... functions) {
    return workflow(name, "definition:\n" + calling(functions).indent(2));
  }

  /**
   * A workflow.
   *
   * @param definition the field that gives the definition, with what is in it
   * @param spec more fields of the spec, a YAML mapping each
   */
  public static String workflow(String name, String definition, String... spec) {
    return """
    apiVersion: aileron.dev/v1alpha1
    kind: Workflow
    metadata:
      name: %s
    spec:
      role: { arn: "arn:aws:iam::111122223333:role/workflows" }
    """
            .formatted(name)
        + fields(definition)
        + fields(spec);
  }

  /** A definition that calls functions one after another and collects their answers. */
  public static String calling(String... functions) {
    var states = new StringBuilder();
    var answers = new StringBuilder();
    for (int i = 0; i < functions.length; i++) {
      boolean last = i == functions.length - 1;
      states.append(
          """
            Call%1$s:
              Type: Task
              Resource: arn:aws:states:::lambda:invoke
              Arguments:
                FunctionName: ${function:%1$s}
                Payload: "{%% $input %%}"
              Assign:
                answer%2$d: "{%% $states.result.Payload %%}"
              %3$s
          """
              .formatted(functions[i], i, last ? "Next: Answer" : "Next: Call" + functions[i + 1]));
      answers.append("      %s: \"{%% $answer%d %%}\"\n".formatted(functions[i], i));
    }
    return """
    QueryLanguage: JSONata
    StartAt: Begin
    States:
      Begin: { Type: Pass, Assign: { input: "{%% $states.input %%}" }, Next: Call%s }
    """
            .formatted(functions[0])
        + states
        + "  Answer:\n    Type: Pass\n    Output:\n"
        + answers
        + "    End: true\n";
  }

  /** A ConfigMap with one key. */
  public static String configMap(String name, String key, String text) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: %s
    data:
      %s: |
    """
            .formatted(name, key)
        + text.strip().indent(4);
  }

  private static String fields(String... yaml) {
    var text = new StringBuilder();
    for (var field : yaml) {
      text.append(field.strip().indent(2));
    }
    return text.toString();
  }
}
