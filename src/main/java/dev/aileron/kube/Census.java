package dev.aileron.kube;

import dev.aileron.aws.AwsEnvironment;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything of one kind that an account and region have, as AWS lists it: many at a call, and of
 * each one little more than a marker that moves when the thing is changed.
 */
public interface Census<P> {
  /** What the object's entry should be; empty if there is none to be expected now. */
  Optional<Entry> expected(P object);

  /**
   * A page of the list.
   *
   * @param token of the page before; null for the first one
   * @throws dev.aileron.aws.AwsFailure if AWS does not answer with a page
   */
  Page page(AwsEnvironment environment, @Nullable String token);

  /** A thing in the list. */
  record Entry(String name, String marker) {}

  /**
   * Some of the list.
   *
   * @param markers by name
   * @param next token of the next page; null if this is the last one
   */
  record Page(Map<String, String> markers, @Nullable String next) {
    public Page {
      markers = Map.copyOf(markers);
    }
  }
}
