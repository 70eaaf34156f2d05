package dev.aileron.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsFailure;
import dev.aileron.kernel.budget.Priority;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a look through everything finds. A ConfigMap stands for an object: what it has is status.
 */
class SweepTest {
  private static final AwsEnvironment ENVIRONMENT =
      new AwsEnvironment("eu-west-1", null, null, null, "", "test", Map.of());

  private final Map<String, ConfigMap> objects = new HashMap<>();
  private final Account account = new Account();
  private final List<String> woken = new ArrayList<>();
  private final Sweep<ConfigMap> sweep =
      new Sweep<>(
          account,
          namespace -> namespace.equals("elsewhere") ? Optional.empty() : Optional.of(ENVIRONMENT),
          () -> objects.values().stream(),
          (ResourceID id) -> woken.add(id.getName()));

  @Test
  void whatIsAsItWasLeftIsLeftAlone() {
    // Given
    object("shop", "a", "1");
    account.pages = List.of(Map.of("a", "1", "somebody-elses", "7"));

    // Then
    assertThat(sweep.goOn()).isEmpty();
    assertThat(woken).isEmpty();
  }

  @Test
  void whatWasChangedAndWhatIsGoneIsWokenOnce() {
    // Given
    object("shop", "changed", "1");
    object("shop", "gone", "1");
    object("shop", "same", "1");
    account.pages = List.of(Map.of("changed", "2"), Map.of("same", "1"));

    // When
    sweep.goOn();
    sweep.goOn();

    // Then
    assertThat(woken).containsExactlyInAnyOrder("changed", "gone");

    // When it is changed once more
    account.pages = List.of(Map.of("changed", "3", "same", "1"));
    sweep.goOn();

    // Then
    assertThat(woken).containsExactlyInAnyOrder("changed", "gone", "changed");
  }

  @Test
  void whatWasPutBackMayBeChangedToTheSameAgain() {
    // Given
    object("shop", "a", "1");
    account.pages = List.of(Map.of("a", "2"));
    sweep.goOn();
    account.pages = List.of(Map.of("a", "1"));
    sweep.goOn();

    // When
    account.pages = List.of(Map.of("a", "2"));
    sweep.goOn();

    // Then
    assertThat(woken).containsExactly("a", "a");
  }

  @Test
  void whatIsBeingWorkedOnIsLeftAlone() {
    // Given its status moves while the list is read
    object("shop", "a", "1");
    account.pages = List.of(Map.of("a", "2"));
    account.meanwhile = () -> object("shop", "a", "2");

    // When
    sweep.goOn();

    // Then
    assertThat(woken).isEmpty();
  }

  @Test
  void aThrottledRoundGoesOnWhereItWas() {
    // Given
    object("shop", "a", "1");
    account.pages = List.of(Map.of("a", "1"), Map.of("b", "1"), Map.of("c", "1"));
    account.failures.put(1, throttled(Duration.ofSeconds(2)));

    // Then
    assertThat(sweep.goOn()).hasValue(Duration.ofSeconds(2));
    assertThat(sweep.goOn()).isEmpty();
    assertThat(account.read).containsExactly(0, 1, 1, 2);
    assertThat(woken).as("nothing is gone only because the list was not read").isEmpty();
  }

  @Test
  void aListThatIsRefusedSaysNothing() {
    // Given
    object("shop", "a", "1");
    account.pages = List.of(Map.of());
    account.failures.put(
        0, new AwsFailure("lambda", "ListFunctions", "AccessDenied", 403, "no", null, null));

    // Then
    assertThat(sweep.goOn()).isEmpty();
    assertThat(woken).isEmpty();
  }

  @Test
  void nothingIsAskedWhereNothingIsExpected() {
    // Given
    object("elsewhere", "a", "1");

    // Then
    assertThat(sweep.goOn()).isEmpty();
    assertThat(account.read).isEmpty();
  }

  @Test
  void itAsksWithTheLowestPriority() {
    // Given
    object("shop", "a", "1");
    account.pages = List.of(Map.of("a", "1"));

    // When
    sweep.goOn();

    // Then
    assertThat(account.priority).isEqualTo(Priority.SWEEP);
  }

  private static AwsFailure throttled(Duration wait) {
    return new AwsFailure("lambda", "ListFunctions", "OverBudget", 0, "later", wait, null);
  }

  private void object(String namespace, String name, String marker) {
    objects.put(
        name,
        new ConfigMapBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .endMetadata()
            .addToData("marker", marker)
            .build());
  }

  private static final class Account implements Census<ConfigMap> {
    private List<Map<String, String>> pages = List.of(Map.of());
    private final Map<Integer, AwsFailure> failures = new HashMap<>();
    private final List<Integer> read = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private @Nullable Priority priority;

    @Override
    public Optional<Entry> expected(ConfigMap object) {
      return Optional.of(new Entry(object.getMetadata().getName(), object.getData().get("marker")));
    }

    @Override
    public Page page(AwsEnvironment environment, @Nullable String token) {
      int number = token == null ? 0 : Integer.parseInt(token);
      read.add(number);
      priority = Priority.current();
      meanwhile.run();
      AwsFailure failure = failures.remove(number);
      if (failure != null) {
        throw failure;
      }
      return new Page(
          pages.get(number), number + 1 < pages.size() ? String.valueOf(number + 1) : null);
    }
  }
}
