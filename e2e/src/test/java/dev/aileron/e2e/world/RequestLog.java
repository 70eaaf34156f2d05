package dev.aileron.e2e.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The sandbox's log of what AWS was asked. It has the suites' own requests as well. */
public final class RequestLog {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Sandbox sandbox;

  RequestLog(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** A mark to ask from. Nothing that was asked before it is in what it gives. */
  public Instant now() {
    // The log counts milliseconds, so what was asked in the running one could be on either side.
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
  }

  /** Everything asked since then, the oldest first. */
  public List<AwsRequest> since(Instant mark) {
    return sandbox.admin("GET", "/requests?since=" + mark).lines().map(RequestLog::parse).toList();
  }

  /** Everything asked in the whole run. */
  public List<AwsRequest> all() {
    return sandbox.admin("GET", "/requests").lines().map(RequestLog::parse).toList();
  }

  static AwsRequest parse(String line) {
    try {
      return JSON.readValue(line, AwsRequest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Not a line of the request log: " + line, e);
    }
  }
}
