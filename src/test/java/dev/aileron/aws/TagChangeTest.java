package dev.aileron.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TagChangeTest {
  @Property
  void carriedOutItLeavesWhatIsDesiredAndWhatBelongsToAws(
      @ForAll("tags") Map<String, String> desired, @ForAll("tags") Map<String, String> actual) {
    // Given
    Map<String, String> tags = new HashMap<>(actual);
    tags.put("aws:cloudformation:stack-name", "shop");
    TagChange change = TagChange.between(desired, tags);

    // When
    Map<String, String> after = new HashMap<>(tags);
    after.putAll(change.set());
    after.keySet().removeAll(change.removed());

    // Then
    Map<String, String> expected = new HashMap<>(desired);
    expected.put("aws:cloudformation:stack-name", "shop");
    assertThat(after).isEqualTo(expected);
    assertThat(change.set().entrySet()).noneMatch(actual.entrySet()::contains);
  }

  @Provide
  Arbitrary<Map<String, String>> tags() {
    return Arbitraries.maps(Arbitraries.of("team", "stage", "owner"), Arbitraries.of("a", "b"));
  }
}
