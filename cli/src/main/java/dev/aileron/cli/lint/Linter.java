package dev.aileron.cli.lint;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.text.Source;
import dev.aileron.asl.text.SourceReader;
import dev.aileron.cli.lint.InputFiles.Input;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks files: each by itself, and the manifests among them together. */
public final class Linter {
  private static final String OURS = "aileron.dev/";

  private final LintSettings settings;
  private final List<LintFinding> findings = new ArrayList<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<Manifest> manifests = new ArrayList<>();

  public Linter(LintSettings settings) {
    this.settings = settings;
  }

  /**
   * Checks what the paths name.
   *
   * @throws IOException if a file cannot be read
   */
  public LintResult lint(List<Path> paths) throws IOException {
    for (Input input : InputFiles.of(paths)) {
      if (!texts.containsKey(input.name())) {
        file(input);
      }
    }
    new ManifestLint(settings, manifests, findings::add).lint();
    findings.removeIf(finding -> settings.ignored().contains(finding.code()));
    for (LintFinding finding : findings) {
      // A ConfigMap counts as checked only when a Workflow has its definition there.
      texts.computeIfAbsent(finding.file(), this::textOf);
    }
    findings.sort(
        Comparator.comparing(LintFinding::file)
            .thenComparing(f -> f.spot().line())
            .thenComparing(f -> f.spot().column()));
    return new LintResult(findings.stream().distinct().toList(), texts);
  }

  private String textOf(String file) {
    return manifests.stream()
        .filter(m -> m.file().equals(file))
        .map(Manifest::text)
        .findFirst()
        .orElse("");
  }

  private void file(Input input) {
    if (input.isMachineByName()) {
      machine(input, SourceReader.read(input.text()));
      return;
    }
    if (!input.named() && !input.text().contains(OURS) && !input.text().contains("ConfigMap")) {
      return; // Somebody else's; it need not even be readable, as a chart's templates are not.
    }
    List<Source> documents = SourceReader.readAll(input.text());
    boolean manifest = documents.stream().anyMatch(d -> isManifest(d.tree()));
    if (manifest) {
      manifests(input, documents);
    } else if (input.named()) {
      machine(input, documents.getFirst());
    }
  }

  private static boolean isManifest(JsonNode tree) {
    return tree.path("apiVersion").isTextual() && tree.path("kind").isTextual();
  }

  private void manifests(Input input, List<Source> documents) {
    boolean ours = false;
    for (Source document : documents) {
      boolean ourKind = document.tree().path("apiVersion").asText().startsWith(OURS);
      boolean configMap = document.tree().path("kind").asText().equals("ConfigMap");
      ours |= ourKind;
      if (ourKind || configMap) {
        manifests.add(new Manifest(input.name(), input.text(), document));
      }
    }
    // What could not be read may be one of ours; in a file without any it is not ours to judge.
    if (ours || input.named()) {
      texts.put(input.name(), input.text());
      for (Source document : documents) {
        if (document.tree().isMissingNode()) {
          manifests.add(new Manifest(input.name(), input.text(), document));
        }
      }
    }
  }

  private void machine(Input input, Source source) {
    texts.put(input.name(), input.text());
    new MachineLint(settings)
        .lint(source, settings.type())
        .forEach(finding -> findings.add(MachineLint.inFile(input.name(), finding)));
  }
}
