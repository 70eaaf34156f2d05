package dev.aileron.asl.model;

import dev.aileron.asl.expression.jsonpath.JsonPath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What states have in common: what they see, what they give, and where they lead.
 *
 * <p>In a JSONPath state null for a path is the definition's null: nothing is passed on. In a
 * JSONata state the paths are {@code $} and only arguments, output and assign matter.
 *
 * @param name the state's name
 * @param dialect its query language
 * @param next the state after it; null: it is the last of its scope
 * @param inputPath InputPath
 * @param arguments Parameters or Arguments; null: the input
 * @param resultSelector ResultSelector; null: the whole result
 * @param resultPath ResultPath
 * @param outputPath OutputPath
 * @param output Output; null: the state's own default
 * @param assign Assign, a template of an object; null: nothing
 * @param retry in the order in which they are tried
 * @param catchers in the order in which they are tried
 */
public record Flow(
    String name,
    Dialect dialect,
    @Nullable String next,
    @Nullable JsonPath inputPath,
    @Nullable Template arguments,
    @Nullable Template resultSelector,
    @Nullable JsonPath resultPath,
    @Nullable JsonPath outputPath,
    @Nullable Template output,
    @Nullable Template assign,
    List<Retrier> retry,
    List<Catcher> catchers) {

  /**
   * An entry of Retry.
   *
   * @param errors which errors it is for; {@code States.ALL} for all
   * @param intervalSeconds the wait before the first retry
   * @param maxAttempts how often at most; 0: never
   * @param backoffRate what the wait is multiplied by each time
   * @param maxDelaySeconds the longest wait; null: unbounded
   * @param fullJitter whether the wait is drawn from zero to what it would be
   */
  public record Retrier(
      List<String> errors,
      long intervalSeconds,
      long maxAttempts,
      double backoffRate,
      @Nullable Long maxDelaySeconds,
      boolean fullJitter) {}

  /**
   * An entry of Catch.
   *
   * @param errors which errors it is for
   * @param next where it leads
   * @param resultPath where in the input the error goes; null: nowhere
   * @param output Output; null: the error itself
   * @param assign Assign; null: nothing
   */
  public record Catcher(
      List<String> errors,
      String next,
      @Nullable JsonPath resultPath,
      @Nullable Template output,
      @Nullable Template assign) {}
}
