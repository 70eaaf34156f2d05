package dev.aileron.sandbox.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request's body, of which the beginning may have been read ahead.
 *
 * @param head what was read ahead, empty for a body that is only passed on
 * @param rest what follows; null when {@code head} is the whole body
 * @param length bytes in all as the client declared them; -1 when it sends chunks
 */
public record RequestBody(byte[] head, @Nullable InputStream rest, long length) {

  /** A body that is there as a whole. */
  public static RequestBody of(byte[] bytes) {
    return new RequestBody(bytes, null, bytes.length);
  }

  /**
   * Reads the body ahead up to a limit.
   *
   * @param limit bytes to hold in memory at most; what is longer goes on as a stream
   */
  public static RequestBody readAhead(InputStream in, long length, int limit) throws IOException {
    var head = in.readNBytes(limit);
    return head.length < limit || head.length == length
        ? new RequestBody(head, null, head.length)
        : new RequestBody(head, in, length);
  }

  /** A body that nobody needs to look into. */
  public static RequestBody streamed(InputStream in, long length) {
    return new RequestBody(new byte[0], in, length);
  }

  /** The whole body from its first byte; read it once. */
  public InputStream stream() {
    var start = new ByteArrayInputStream(head);
    return rest == null ? start : new SequenceInputStream(start, rest);
  }
}
