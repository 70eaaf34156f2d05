package dev.aileron.asl.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Writer;

/**
 * How long the JSON text of a value is, without keeping the text. Parts of a value may be shared,
 * so one that takes a few kilobytes of memory can have a text of gigabytes: writing stops as soon
 * as the answer is known.
 */
public final class JsonSize {
  /** The service's limit for what states hand on: 256 KiB of JSON in UTF-8. */
  public static final int LARGEST_PAYLOAD = 256 * 1024;

  /** Well within what JSON readers and the stack take, an execution's own levels added. */
  public static final int DEEPEST = 500;

  /** An escaped control character. */
  private static final int LONGEST_ESCAPE = 6;

  private static final int LONGEST_NUMBER = 32;

  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamWriteConstraints(
                  StreamWriteConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private JsonSize() {}

  /**
   * Whether the value's JSON text, in UTF-8, has more bytes than that.
   *
   * @throws EvaluationException if the value is nested more than {@link #DEEPEST} levels deep
   */
  public static boolean exceeds(JsonNode value, long bytes) {
    return atMost(value, bytes, 0) > bytes && bytes(value, bytes) > bytes;
  }

  /**
   * The bytes of the value's JSON text in UTF-8; some number above the limit where they are more.
   *
   * @throws EvaluationException as {@link #exceeds}
   */
  public static long bytes(JsonNode value, long limit) {
    Measure measure = new Measure(limit, false);
    try {
      measure.write(value);
    } catch (StreamConstraintsException e) {
      throw new EvaluationException("The data is nested more than " + DEEPEST + " levels deep.");
    }
    return measure.bytes;
  }

  /** The value's JSON text, cut where it gets longer than so many bytes. */
  public static String shown(JsonNode value, int limit) {
    Measure measure = new Measure(limit, true);
    try {
      measure.write(value);
    } catch (StreamConstraintsException e) {
      measure.text.append('…');
    }
    return measure.bytes > limit ? measure.text + "…" : measure.text.toString();
  }

  /** An upper bound that does not look into texts; some number above the limit where it is more. */
  private static long atMost(JsonNode node, long limit, int depth) {
    if (depth > DEEPEST) {
      return Long.MAX_VALUE / 2;
    }
    if (node.isTextual()) {
      return 2 + (long) LONGEST_ESCAPE * node.textValue().length();
    }
    if (!node.isContainerNode()) {
      boolean large = node.isNumber() && !node.isInt() && !node.isLong() && !node.isDouble();
      return large ? node.toString().length() : LONGEST_NUMBER;
    }
    long bytes = 2;
    if (node.isObject()) {
      for (var field : node.properties()) {
        bytes += 4 + (long) LONGEST_ESCAPE * field.getKey().length();
        bytes += atMost(field.getValue(), limit - bytes, depth + 1);
        if (bytes > limit) {
          return bytes;
        }
      }
    } else {
      for (JsonNode item : node) {
        bytes += 1 + atMost(item, limit - bytes, depth + 1);
        if (bytes > limit) {
          return bytes;
        }
      }
    }
    return bytes;
  }

  /** Counts what is written, keeps what fits, and stops the writing behind that. */
  private static final class Measure extends Writer {
    private final long limit;
    private final boolean keeps;
    private final StringBuilder text = new StringBuilder();
    private long bytes;

    Measure(long limit, boolean keeps) {
      this.limit = limit;
      this.keeps = keeps;
    }

    void write(JsonNode value) throws StreamConstraintsException {
      try (JsonGenerator generator = JSON.createGenerator(this)) {
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        JSON.writeTree(generator, value);
      } catch (StreamConstraintsException e) {
        throw e;
      } catch (IOException e) {
        // Enough is known.
      }
    }

    @Override
    public void write(char[] characters, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        char c = characters[i];
        // The two halves of a pair make four.
        bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        if (bytes > limit) {
          throw new IOException("long enough");
        }
        if (keeps) {
          text.append(c);
        }
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
