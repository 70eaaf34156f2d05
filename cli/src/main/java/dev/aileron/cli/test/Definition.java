package dev.aileron.cli.test;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.DefinitionException;
import dev.aileron.asl.Placeholders;
import dev.aileron.asl.model.ModelException;
import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.SourceReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A state machine that is tested.
 *
 * @param shown its file, and of several Workflows in it which one
 * @param name the machine's name
 * @param express whether its Workflow says that it is an Express one
 * @param tree its definition, with placeholders filled
 */
record Definition(String shown, String name, boolean express, JsonNode tree, StateMachine machine) {
  private static final String LAMBDA = "arn:aws:lambda:eu-west-1:111122223333:function:%s:1";
  private static final String MACHINE =
      "arn:aws:states:eu-west-1:111122223333:stateMachine:%s:live";

  /** There is no such definition, which is the test file's mistake. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  /** There is one, and it cannot be run. */
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1L;

    Unfit(String message) {
      super(message);
    }
  }

  /** Reads the definition that a suite names. */
  static Definition of(Path testFile, TestFile.Suite suite) throws Missing, Unfit {
    Path path = testFile.resolveSibling(suite.definition()).normalize();
    if (!Files.isRegularFile(path)) {
      throw new Missing("there is no file %s".formatted(shown(path)));
    }
    List<Source> documents = SourceReader.readAll(read(path));
    boolean manifests = documents.stream().anyMatch(d -> d.tree().path("kind").isTextual());
    if (manifests) {
      Source workflow = workflow(path, documents, suite.workflow());
      return ofWorkflow(path, documents, workflow.tree(), suite);
    }
    if (suite.workflow() != null) {
      throw new Missing("%s is a state machine and has no Workflows".formatted(shown(path)));
    }
    String file = String.valueOf(path.getFileName());
    String name = file.substring(0, (file + ".").indexOf('.')).replaceAll("[^A-Za-z0-9_-]", "-");
    return fit(shown(path), name, false, documents.getFirst(), suite.substitutions());
  }

  private static String shown(Path path) {
    return path.toString().replace('\\', '/');
  }

  private static String read(Path path) throws Missing {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new Missing("%s cannot be read: %s".formatted(shown(path), e.getMessage()));
    }
  }

  private static Source workflow(Path path, List<Source> documents, @Nullable String name)
      throws Missing {
    List<Source> workflows =
        documents.stream()
            .filter(d -> d.tree().path("apiVersion").asText().startsWith("aileron.dev/"))
            .filter(d -> d.tree().path("kind").asText().equals("Workflow"))
            .toList();
    List<Source> named =
        workflows.stream().filter(w -> name == null || name.equals(nameOf(w.tree()))).toList();
    if (named.size() == 1) {
      return named.getFirst();
    }
    List<String> names = workflows.stream().map(w -> nameOf(w.tree())).toList();
    throw new Missing(
        workflows.isEmpty()
            ? "%s has manifests, and no Workflow among them".formatted(shown(path))
            : named.isEmpty()
                ? "%s has no Workflow %s; it has %s"
                    .formatted(shown(path), name, String.join(", ", names))
                : "%s has several Workflows; say which with workflow: %s"
                    .formatted(shown(path), String.join(", ", names)));
  }

  private static String nameOf(JsonNode manifest) {
    return manifest.path("metadata").path("name").asText();
  }

  private static Definition ofWorkflow(
      Path path, List<Source> documents, JsonNode workflow, TestFile.Suite suite)
      throws Missing, Unfit {
    JsonNode spec = workflow.path("spec");
    Source source =
        spec.has("definition")
            ? Source.of(spec.path("definition"))
            : SourceReader.read(text(path, documents, spec));
    Map<String, String> values = new HashMap<>();
    for (JsonNode each : spec.path("substitutions")) {
      values.put(each.path("name").asText(), value(each));
    }
    values.putAll(suite.substitutions());
    boolean several = documents.stream().filter(d -> isWorkflow(d.tree())).count() > 1;
    return fit(
        shown(path) + (several ? ", Workflow " + nameOf(workflow) : ""),
        nameOf(workflow),
        spec.path("type").asText().equals("Express"),
        source,
        values);
  }

  private static boolean isWorkflow(JsonNode manifest) {
    return manifest.path("kind").asText().equals("Workflow");
  }

  private static String value(JsonNode substitution) {
    if (substitution.has("functionRef")) {
      return LAMBDA.formatted(substitution.path("functionRef").path("name").asText());
    }
    return substitution.has("workflowRef")
        ? MACHINE.formatted(substitution.path("workflowRef").path("name").asText())
        : substitution.path("value").asText();
  }

  private static String text(Path path, List<Source> documents, JsonNode spec) throws Missing {
    if (spec.has("definitionString")) {
      return spec.path("definitionString").asText();
    }
    JsonNode ref = spec.path("definitionFrom").path("configMapKeyRef");
    return documents.stream()
        .map(Source::tree)
        .filter(d -> d.path("kind").asText().equals("ConfigMap"))
        .filter(d -> nameOf(d).equals(ref.path("name").asText()))
        .map(d -> d.path("data").path(ref.path("key").asText()))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .findFirst()
        .orElseThrow(() ->
            new Missing(
                "the Workflow's definition is the key %s of the ConfigMap %s, which is not in %s"
                    .formatted(ref.path("key").asText(), ref.path("name").asText(), shown(path))));
  }

  private static Definition fit(
      String shown, String name, boolean express, Source source, Map<String, String> values)
      throws Unfit {
    String problems =
        Stream.concat(
                source.problems().stream()
                    .map(p -> (p.spot() == null ? "" : p.spot().line() + ": ") + p.message()),
                source.tree().isObject() ? Stream.of() : Stream.of("it is no object"))
            .findFirst()
            .orElse("");
    if (!problems.isEmpty()) {
      throw new Unfit("%s cannot be run: %s".formatted(shown, problems));
    }
    try {
      JsonNode tree = Placeholders.fill(source.tree(), p -> value(p.name(), values));
      return new Definition(shown, name, express, tree, StateMachine.of(tree));
    } catch (ModelException | DefinitionException e) {
      throw new Unfit(
          "%s cannot be run: %s; aileron lint says more".formatted(shown, e.getMessage()));
    }
  }

  /** What a placeholder stands for; one that nothing fills stays as it is written. */
  private static String value(String placeholder, Map<String, String> values) {
    String value = values.get(placeholder);
    if (value != null) {
      return value;
    }
    if (placeholder.startsWith("function:")) {
      return LAMBDA.formatted(placeholder.substring("function:".length()));
    }
    return placeholder.startsWith("workflow:")
        ? MACHINE.formatted(placeholder.substring("workflow:".length()))
        : "${" + placeholder + "}";
  }
}
