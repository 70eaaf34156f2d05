package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A made-up answer to calls of a state.
 *
 * @param reply what it says
 * @param when what the call's arguments must contain; null: anything
 * @param iteration the index of the Map's iteration that the call is made in; null: any
 * @param times how many calls it answers, {@link #ALWAYS} for all
 * @param delayMillis how long the call takes
 * @param heartbeatMillis how often the call gives a sign of life meanwhile; 0: never
 */
public record Answer(
    Reply reply,
    @Nullable JsonNode when,
    @Nullable Integer iteration,
    int times,
    long delayMillis,
    long heartbeatMillis) {
  /** Answers every call. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  /** An answer to every call, given at once. */
  public static Answer always(Reply reply) {
    return new Answer(reply, null, null, ALWAYS, 0, 0);
  }

  boolean matches(Call call) {
    boolean iterationFits = iteration == null || iteration.equals(call.iteration());
    boolean argumentsFit =
        when == null || Difference.within("arguments", when, call.arguments()).isEmpty();
    return iterationFits && argumentsFit && call.kind().takes(reply);
  }
}
