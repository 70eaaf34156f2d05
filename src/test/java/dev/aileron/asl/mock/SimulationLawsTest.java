package dev.aileron.asl.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.aileron.asl.model.ModelException;
import dev.aileron.asl.model.StateMachine;
import dev.aileron.asl.model.Trail;
import dev.aileron.asl.text.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever the answers are, real state machines end or are stopped, and do the same again. */
class SimulationLawsTest {
  private static final Path CORPUS =
      Path.of(System.getProperty("project.root", ".."))
          .toAbsolutePath()
          .resolve("../shared/corpus/asl")
          .normalize();
  private static final int MOST_STEPS = 500;
  private static final String[] ERRORS = {
    "States.TaskFailed", "States.Timeout", "Lambda.TooManyRequestsException", "Boom"
  };

  private static List<StateMachine> machines;

  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void everyExecutionEndsOrIsStoppedAndIsTheSameAgain(@ForAll long seed) {
    // Given
    assumeTrue(Files.isDirectory(CORPUS), "the corpus does not lie beside the checkout");
    Scenario scenario = new Making(seed).scenario(realSamples());

    // When
    Outcome outcome = Simulation.run(scenario, MOST_STEPS);

    // Then
    assertThat(Simulation.run(scenario, MOST_STEPS)).isEqualTo(outcome);
    assertThat(outcome.status().name().equals("RUNNING")).isEqualTo(outcome.obstacle() != null);
    assertThat(outcome.obstacle() instanceof Obstacle.Stuck).isFalse();
    Trail all = Trail.of(scenario.machine());
    assertThat(all.states()).containsAll(outcome.trail().states());
    assertThat(all.ways()).containsAll(outcome.trail().ways());
  }

  private static synchronized List<StateMachine> realSamples() {
    if (machines == null) {
      machines = new ArrayList<>();
      try {
        for (String line : Files.readAllLines(CORPUS.resolve("LABELS.tsv"))) {
          String[] columns = line.split("\t");
          if (columns[1].equals("real-sample")) {
            add(CORPUS.getParent().resolve(columns[0]));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(machines).hasSizeGreaterThan(100);
    return machines;
  }

  private static void add(Path file) throws IOException {
    try {
      machines.add(StateMachine.of(SourceReader.read(Files.readString(file)).tree()));
    } catch (ModelException e) {
      // A placeholder where a number must be, for example.
    }
  }

  /** Makes up answers and inputs. The same seed makes the same. */
  private static final class Making {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private final Random random;

    Making(long seed) {
      random = new Random(seed);
    }

    Scenario scenario(List<StateMachine> among) {
      StateMachine machine = among.get(random.nextInt(among.size()));
      Map<String, List<Answer>> mocks = new LinkedHashMap<>();
      for (String state : Trail.of(machine).states()) {
        List<Answer> answers = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          answers.add(answer());
        }
        mocks.put(state, answers);
      }
      return new Scenario(
          machine,
          "machine",
          random.nextInt(4) == 0,
          value(3),
          new Mocks(mocks),
          random.nextLong(),
          Instant.parse("2025-01-01T00:00:00Z"));
    }

    private Answer answer() {
      Reply reply =
          switch (random.nextInt(8)) {
            case 0 -> new Reply.Failure(ERRORS[random.nextInt(ERRORS.length)], "made up");
            case 1 -> new Reply.Items(list(2));
            case 2 -> new Reply.Written(value(2));
            case 3 -> new Reply.Payload(value(3));
            default -> new Reply.Result(value(3));
          };
      return new Answer(
          reply,
          random.nextInt(8) == 0 ? value(1) : null,
          random.nextInt(8) == 0 ? random.nextInt(3) : null,
          random.nextBoolean() ? Answer.ALWAYS : 1 + random.nextInt(3),
          random.nextInt(4) == 0 ? random.nextInt(1_000_000) : 0,
          random.nextInt(4) == 0 ? 1 + random.nextInt(10_000) : 0);
    }

    private JsonNode value(int depth) {
      return switch (random.nextInt(depth > 0 ? 7 : 4)) {
        case 0 -> NODES.numberNode(random.nextInt(100));
        case 1 -> NODES.textNode("text" + random.nextInt(3));
        case 2 -> NODES.booleanNode(random.nextBoolean());
        case 3 -> NODES.nullNode();
        case 4 -> list(depth - 1);
        default -> object(depth - 1);
      };
    }

    private JsonNode list(int depth) {
      ArrayNode list = NODES.arrayNode();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(value(depth));
      }
      return list;
    }

    private JsonNode object(int depth) {
      ObjectNode object = NODES.objectNode();
      String[] names = {"Payload", "status", "id", "items", "body", "Status", "detail"};
      for (int i = random.nextInt(4); i > 0; i--) {
        object.set(names[random.nextInt(names.length)], value(depth));
      }
      return object;
    }
  }
}
