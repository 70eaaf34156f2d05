package dev.aileron.sandbox.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.sandbox.aws.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Random operations on one state machine, and what must hold whatever they are: a published version
 * never changes, an alias never dangles, an execution reports the version that it ran, weights sum
 * to 100, revision ids move exactly when content does.
 */
class MachineSequencesTest {
  private static final int OPERATIONS = 24;
  private static final String NAME = "sequence";
  private static final String ARN = "arn:aws:states:eu-west-1:111122223333:stateMachine:" + NAME;

  @Property(tries = 10_000, shrinking = ShrinkingMode.OFF)
  void invariantsHold(@ForAll long seed) {
    var random = new Random(seed);
    var settings = random.nextBoolean() ? Settings.fast(seed) : Settings.real(seed);
    try (var surround = Surround.inline(settings, "111122223333")) {
      new Sequence(surround, random).play();
    }
  }

  /** One sequence, and what the service has said so far. */
  private static final class Sequence {
    private final Surround surround;
    private final Random random;
    private final Map<String, JsonNode> versions = new HashMap<>();
    private final Map<String, String> outputs = new HashMap<>();
    private final Set<String> everPublished = new HashSet<>();
    private final Set<String> revisions = new HashSet<>();
    private String definition = "";
    private String role = "";
    private String revision = "";
    private boolean exists;

    Sequence(Surround surround, Random random) {
      this.surround = surround;
      this.random = random;
    }

    void play() {
      for (int i = 0; i < OPERATIONS; i++) {
        operate();
        check();
      }
    }

    private void operate() {
      switch (random.nextInt(12)) {
        case 0 -> create();
        case 1, 2 -> update();
        case 3, 4 -> publish();
        case 5 -> createAlias();
        case 6 -> updateAlias();
        case 7 -> deleteAlias();
        case 8 -> deleteVersion();
        case 9, 10 -> start();
        default -> {
          if (random.nextInt(4) == 0) {
            delete();
          } else {
            surround.clock.advance(Duration.ofMillis(random.nextInt(3000)));
          }
        }
      }
    }

    private static String definition(int content) {
      return """
      {"StartAt":"P","States":{"P":{"Type":"Pass","Result":"%d","End":true}}}\
      """
          .formatted(content);
    }

    private String anyDefinition() {
      return definition(random.nextInt(4));
    }

    private String anyRole() {
      return Surround.ROLE + random.nextInt(2);
    }

    private static ObjectNode machine() {
      return Json.object().put("stateMachineArn", ARN);
    }

    private void create() {
      var body = Json.object().put("name", NAME);
      var wanted = anyDefinition();
      var wantedRole = anyRole();
      var answer =
          surround.call(
              "CreateStateMachine", body.put("definition", wanted).put("roleArn", wantedRole));
      if (exists) {
        assertThat(answer.status()).isEqualTo(wanted.equals(definition) ? 200 : 400);
      } else if (answer.status() == 200) {
        exists = true;
        definition = wanted;
        role = wantedRole;
        revision = "";
        revisions.clear();
        versions.clear();
        everPublished.clear();
      } else {
        assertThat(answer.code()).isEqualTo("StateMachineDeleting");
      }
    }

    private void update() {
      var body = machine();
      var wanted = random.nextBoolean() ? anyDefinition() : definition;
      var wantedRole = random.nextBoolean() ? anyRole() : role;
      boolean publish = random.nextInt(4) == 0;
      body.put("definition", wanted).put("roleArn", wantedRole).put("publish", publish);
      var answer = surround.call("UpdateStateMachine", body);
      if (!exists) {
        assertThat(answer.status()).isEqualTo(400);
        return;
      }
      boolean same = wanted.equals(definition) && wantedRole.equals(role);
      var now = answer.body().path("revisionId").asText();
      if (same) {
        assertThat(now).as("a revision that nothing changed").isEqualTo(revision);
      } else {
        assertThat(revisions.add(now)).as("a revision id of its own").isTrue();
      }
      definition = wanted;
      role = wantedRole;
      revision = now;
      if (publish) {
        published(answer.body().path("stateMachineVersionArn").asText());
      }
    }

    private void publish() {
      var body = machine();
      boolean stale = random.nextInt(4) == 0;
      if (random.nextBoolean()) {
        body.put("revisionId", stale ? "other" : revision.isEmpty() ? "INITIAL" : revision);
      }
      var answer = surround.call("PublishStateMachineVersion", body);
      if (!exists) {
        assertThat(answer.status()).isEqualTo(400);
      } else if (body.path("revisionId").asText().equals("other")) {
        assertThat(answer.code()).isEqualTo("ConflictException");
      } else {
        published(answer.body().path("stateMachineVersionArn").asText());
      }
    }

    private void published(String arn) {
      if (versions.containsKey(arn)) {
        return;
      }
      assertThat(everPublished.add(arn)).as("a number that was never used").isTrue();
      var version = describe(arn);
      assertThat(version.path("definition").asText()).isEqualTo(definition);
      assertThat(version.path("roleArn").asText()).isEqualTo(role);
      assertThat(version.path("revisionId").asText()).isEqualTo(revision);
      versions.put(arn, version);
      outputs.put(arn, output(definition));
    }

    private static String output(String definition) {
      return Json.known(definition).at("/States/P/Result").toString();
    }

    private JsonNode describe(String arn) {
      return surround
          .call("DescribeStateMachine", Json.object().put("stateMachineArn", arn))
          .body();
    }

    private List<String> anyVersions() {
      var all = new ArrayList<>(new TreeSet<>(versions.keySet()));
      all.add(ARN + ":77");
      Collections.shuffle(all, random);
      return all.subList(0, Math.min(all.size(), 1 + random.nextInt(2)));
    }

    private ObjectNode routing(List<String> chosen) {
      var body = Json.object();
      int first = random.nextInt(5) == 0 ? 60 : 50;
      for (int i = 0; i < chosen.size(); i++) {
        body.withArray("/routingConfiguration")
            .addObject()
            .put("stateMachineVersionArn", chosen.get(i))
            .put("weight", chosen.size() == 1 ? 100 : i == 0 ? first : 50);
      }
      return body;
    }

    private void createAlias() {
      var chosen = anyVersions();
      var answer =
          surround.call(
              "CreateStateMachineAlias", routing(chosen).put("name", "a" + random.nextInt(2)));
      if (!versions.keySet().containsAll(chosen)) {
        assertThat(answer.status()).isEqualTo(400);
      }
    }

    private void updateAlias() {
      var body = routing(anyVersions());
      body.put("stateMachineAliasArn", ARN + ":a" + random.nextInt(2));
      surround.call("UpdateStateMachineAlias", body);
    }

    private void deleteAlias() {
      var body = Json.object().put("stateMachineAliasArn", ARN + ":a" + random.nextInt(2));
      assertThat(surround.call("DeleteStateMachineAlias", body).status()).isEqualTo(200);
    }

    private void deleteVersion() {
      var arn = anyVersions().getFirst();
      var body = Json.object().put("stateMachineVersionArn", arn);
      var answer = surround.call("DeleteStateMachineVersion", body);
      if (answer.status() == 200) {
        versions.remove(arn);
      } else {
        assertThat(answer.code()).isEqualTo("ConflictException");
        assertThat(answer.error().message()).contains("referenced by an alias");
      }
    }

    private void start() {
      var targets = new ArrayList<>(new TreeSet<>(versions.keySet()));
      targets.addAll(List.of(ARN, ARN + ":a0", ARN + ":a1"));
      var target = targets.get(random.nextInt(targets.size()));
      var answer = surround.call("StartExecution", Json.object().put("stateMachineArn", target));
      if (answer.status() != 200) {
        return;
      }
      var execution =
          surround
              .call(
                  "DescribeExecution",
                  Json.object().set("executionArn", answer.body().path("executionArn")))
              .body();
      var version = execution.path("stateMachineVersionArn").asText();
      assertThat(execution.path("stateMachineArn").asText()).isEqualTo(ARN);
      if (target.equals(ARN)) {
        assertThat(version).isEmpty();
      } else {
        assertThat(execution.path("output").asText())
            .as("what the version gives that the execution reports")
            .isEqualTo(outputs.get(version));
        boolean byAlias = target.startsWith(ARN + ":a");
        assertThat(execution.path("stateMachineAliasArn").asText())
            .isEqualTo(byAlias ? target : "");
        assertThat(byAlias || version.equals(target)).isTrue();
      }
    }

    private void delete() {
      assertThat(surround.call("DeleteStateMachine", machine()).status()).isEqualTo(200);
      exists = false;
      versions.clear();
    }

    private void check() {
      if (!exists) {
        return;
      }
      assertThat(describe(ARN).path("revisionId").asText()).isEqualTo(revision);
      versions.forEach((arn, before) -> assertThat(describe(arn)).isEqualTo(before));
      var listed = new HashSet<String>();
      surround
          .call("ListStateMachineVersions", machine())
          .body()
          .path("stateMachineVersions")
          .forEach(v -> listed.add(v.path("stateMachineVersionArn").asText()));
      assertThat(listed).isEqualTo(versions.keySet());
      var aliases = surround.call("ListStateMachineAliases", machine()).body();
      for (var alias : aliases.path("stateMachineAliases")) {
        var routes =
            surround
                .call(
                    "DescribeStateMachineAlias",
                    Json.object().set("stateMachineAliasArn", alias.path("stateMachineAliasArn")))
                .body()
                .path("routingConfiguration");
        int sum = 0;
        for (var route : routes) {
          sum += route.path("weight").asInt();
          assertThat(versions).containsKey(route.path("stateMachineVersionArn").asText());
        }
        assertThat(sum).isEqualTo(100);
      }
    }
  }
}
