package dev.aileron.sandbox.lambda.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** AWS's framing of a streamed answer, {@code application/vnd.amazon.eventstream}. */
public final class EventStream {

  private static final int STRING = 7;
  private static final int PRELUDE = 12;

  private final ByteArrayOutputStream frames = new ByteArrayOutputStream();

  /** Adds an event. */
  public EventStream event(String type, String contentType, byte[] payload) {
    var headers = new LinkedHashMap<String, String>();
    headers.put(":event-type", type);
    headers.put(":content-type", contentType);
    headers.put(":message-type", "event");
    frames.writeBytes(frame(headers(headers), payload));
    return this;
  }

  public byte[] bytes() {
    return frames.toByteArray();
  }

  private static byte[] headers(Map<String, String> headers) {
    var bytes = new ByteArrayOutputStream();
    headers.forEach((name, value) -> {
      var key = name.getBytes(StandardCharsets.UTF_8);
      var text = value.getBytes(StandardCharsets.UTF_8);
      bytes.write(key.length);
      bytes.writeBytes(key);
      bytes.write(STRING);
      bytes.write(text.length >> 8);
      bytes.write(text.length);
      bytes.writeBytes(text);
    });
    return bytes.toByteArray();
  }

  private static byte[] frame(byte[] headers, byte[] payload) {
    int total = PRELUDE + headers.length + payload.length + Integer.BYTES;
    var frame = ByteBuffer.allocate(total);
    frame.putInt(total).putInt(headers.length);
    frame.putInt(crc(frame.array(), frame.position()));
    frame.put(headers).put(payload);
    frame.putInt(crc(frame.array(), frame.position()));
    return frame.array();
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
