package dev.aileron.kube;

import dev.aileron.aws.AwsEnvironment;
import dev.aileron.aws.AwsErrors;
import dev.aileron.aws.AwsErrors.Reaction;
import dev.aileron.aws.AwsFailure;
import dev.aileron.aws.Environments;
import dev.aileron.kernel.budget.Priority;
import dev.aileron.kube.Census.Entry;
import dev.aileron.kube.Census.Page;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the objects whose thing in AWS is not what their status says, by listing instead of reading
 * each one. It changes nothing; it wakes the object, and a pass over that finds out what it is.
 *
 * <p>An object is woken once for the same finding. One whose status moves while the list is read is
 * being worked on, and is left alone. For use by one thread.
 */
final class Sweep<P extends HasMetadata> {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final String MISSING = "missing";

  private final Census<P> census;
  private final Environments environments;
  private final Supplier<Stream<P>> objects;
  private final Consumer<ResourceID> wake;
  private final Deque<Listing> listings = new ArrayDeque<>();
  private final Map<ResourceID, String> told = new HashMap<>();

  /**
   * @param objects all of the kind, as they are now
   */
  Sweep(
      Census<P> census,
      Environments environments,
      Supplier<Stream<P>> objects,
      Consumer<ResourceID> wake) {
    this.census = census;
    this.environments = environments;
    this.objects = objects;
    this.wake = wake;
  }

  /**
   * Begins a round, or goes on with the one that AWS had no time for.
   *
   * @return when to go on with this round; empty if it is over
   */
  Optional<Duration> goOn() {
    if (listings.isEmpty()) {
      begin();
    }
    while (!listings.isEmpty()) {
      Listing listing = listings.element();
      try {
        if (listing.readPage()) {
          continue;
        }
        compare(listing);
      } catch (AwsFailure e) {
        if (AwsErrors.reaction(e) == Reaction.THROTTLED) {
          return Optional.of(e.retryAfter() == null ? A_MOMENT : e.retryAfter());
        }
        // Whatever it is, the objects themselves meet it too, and say so. The next round tries
        // anew.
        LOG.info("Could not list what there is: {}", e.explanation());
      }
      listings.remove();
    }
    return Optional.empty();
  }

  private void begin() {
    Map<AwsEnvironment, Map<ResourceID, Entry>> expected = new HashMap<>();
    expectations()
        .forEach((id, entry) ->
            environments
                .of(id.getNamespace().orElseThrow())
                .ifPresent(environment ->
                    expected.computeIfAbsent(environment, _ -> new HashMap<>()).put(id, entry)));
    expected.forEach((environment, entries) -> listings.add(new Listing(environment, entries)));
  }

  private Map<ResourceID, Entry> expectations() {
    Map<ResourceID, Entry> entries = new HashMap<>();
    objects
        .get()
        .forEach(object ->
            census
                .expected(object)
                .ifPresent(entry -> entries.put(ResourceID.fromResource(object), entry)));
    return entries;
  }

  private void compare(Listing listing) {
    Map<ResourceID, Entry> now = expectations();
    told.keySet().retainAll(now.keySet());
    listing.expected.forEach((id, entry) -> {
      if (entry.equals(now.get(id))) {
        judge(id, entry, listing.marker(entry.name()));
      }
    });
  }

  private void judge(ResourceID id, Entry expected, String found) {
    if (found.equals(expected.marker())) {
      told.remove(id);
    } else if (!found.equals(told.put(id, found))) {
      LOG.debug("{}: {} is not as it was left", id, expected.name());
      wake.accept(id);
    }
  }

  /** The list of one environment, while it is being read. */
  private final class Listing {
    private final AwsEnvironment environment;
    private final Map<ResourceID, Entry> expected;
    private final Map<String, String> markers = new HashMap<>();
    private @Nullable String token;

    Listing(AwsEnvironment environment, Map<ResourceID, Entry> expected) {
      this.environment = environment;
      this.expected = expected;
    }

    /** Reads a page, and says whether another one follows. */
    boolean readPage() {
      Page page = Priority.SWEEP.in(() -> census.page(environment, token));
      markers.putAll(page.markers());
      token = page.next();
      return token != null;
    }

    String marker(String name) {
      return markers.getOrDefault(name, MISSING);
    }
  }
}
