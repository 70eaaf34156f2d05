package dev.aileron.sandbox.lambda.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Points in time in the three ways that Lambda writes them. */
final class Times {

  private static final DateTimeFormatter OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'+0000'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+0000'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ZULU =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** {@code 2026-11-25T02:00:00.000+0000}, of functions and layers. */
  static String offset(Instant time) {
    return OFFSET.format(time);
  }

  /** {@code 2026-11-25T02:00:00+0000}, of provisioned concurrency. */
  static String seconds(Instant time) {
    return SECONDS.format(time);
  }

  /** {@code 2026-11-25T02:00:00.000000Z}, of function URLs. */
  static String zulu(Instant time) {
    return ZULU.format(time);
  }

  /** Seconds since 1970 as a number, of what came later. */
  static JsonNode epoch(Instant time) {
    return DecimalNode.valueOf(BigDecimal.valueOf(time.toEpochMilli(), 3));
  }
}
