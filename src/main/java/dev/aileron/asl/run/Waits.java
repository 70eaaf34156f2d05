package dev.aileron.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.State;
import dev.aileron.asl.model.Template;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Wait states, and times as text. */
final class Waits {
  /** The service's bounds of Seconds. */
  private static final long LONGEST_SECONDS = 99_999_999;

  private Waits() {}

  static Branch begin(Site site, State.Wait wait) {
    long until = until(site, wait);
    if (until > site.run().nowMillis()) {
      site.run().wakeUpAt(until);
    }
    return site.phase(new Phase.Sleeping(site.entry(), until));
  }

  /** Leaves the state if its time has come. */
  static Branch tick(Site site, Phase.Sleeping sleeping) {
    if (sleeping.until() > site.run().nowMillis()) {
      return site.branch();
    }
    return Entering.guarded(
        site,
        s -> {
          JsonNode input = Results.input(s, s.fields());
          return Results.finish(s, input);
        });
  }

  private static long until(Site site, State.Wait wait) {
    Fields fields = site.fields();
    View view = View.of(Results.input(site, fields));
    Template timestamp = wait.timestamp();
    if (timestamp != null) {
      JsonNode value = fields.evaluate(timestamp, view);
      return parse(value).orElseThrow(() -> noTime(timestamp, value)).toInstant().toEpochMilli();
    }
    Long seconds = Numbers.whole(fields, wait.seconds(), view);
    if (seconds == null) {
      throw StateError.runtime("The state has neither Seconds nor Timestamp");
    }
    Numbers.require(seconds, 0, LONGEST_SECONDS, wait.seconds(), "Seconds");
    return site.run().nowMillis() + seconds * 1000;
  }

  private static StateError noTime(Template template, JsonNode value) {
    String text = value.isTextual() ? value.textValue() : Payloads.shown(value);
    return switch (template) {
      case Template.Expression e ->
          StateError.query(
              "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                  + text,
              e.location());
      case Template.Path(var path, String field) ->
          StateError.runtime(
              "The %s parameter does not reference a valid ISO-8601 extended offset date-time format string: %s == %s"
                  .formatted(field, path.text(), text));
      default ->
          StateError.runtime(
              "The Timestamp parameter is not a valid ISO-8601 extended offset date-time format string: "
                  + text);
    };
  }

  /** A time with date, T, and offset from UTC; empty if the value is none. */
  static Optional<OffsetDateTime> parse(JsonNode value) {
    if (!value.isTextual()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(value.textValue()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
