package dev.aileron.asl.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.aileron.asl.text.TextProblem.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads JSON and YAML. What is wrong with a text comes back as problems, never as an exception, and
 * as much as can be read is read.
 */
public final class SourceReader {
  /** Bytes of UTF-8 that are read at most: sixteen times what Step Functions takes. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private static final JsonFactory JSON = new JsonFactory();
  private static final YAMLFactory YAML = yaml();

  private SourceReader() {}

  private static YAMLFactory yaml() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    return YAMLFactory.builder().loaderOptions(options).build();
  }

  /** Reads the first document of a text. */
  public static Source read(String text) {
    return readAll(text).getFirst();
  }

  /**
   * Reads every document of a text; there is at least one. A text that begins with a brace or a
   * bracket is JSON, any other YAML, in which {@code ---} divides documents.
   */
  public static List<Source> readAll(String text) {
    int bytes = text.length() > MAX_BYTES ? text.length() : utf8Length(text);
    if (bytes > MAX_BYTES) {
      return List.of(
          unread(
              Kind.TOO_LARGE,
              new Spot(1, 1),
              "the text has more than %d bytes and is not read".formatted(MAX_BYTES)));
    }
    if (text.isBlank()) {
      return List.of(unread(Kind.EMPTY, new Spot(1, 1), "the text is empty"));
    }
    return isJson(text) ? read(JSON, text, "JSON") : read(YAML, text, "YAML");
  }

  /** Whether a text is read as JSON. */
  public static boolean isJson(String text) {
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[");
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static List<Source> read(JsonFactory factory, String text, String language) {
    List<Source> documents = new ArrayList<>();
    TreeBuilder building = new TreeBuilder(text.length());
    try (JsonParser parser = factory.createParser(text)) {
      for (JsonToken next = parser.nextToken(); next != null; next = parser.nextToken()) {
        building = new TreeBuilder(text.length());
        documents.add(building.document(parser));
        if (language.equals("JSON")) {
          trailing(parser, documents);
          break;
        }
      }
    } catch (JsonProcessingException e) {
      Spot spot = spotOf(e);
      documents.add(
          building.cutOff(
              new TextProblem(Kind.UNREADABLE, Pointer.ROOT, spot, describe(language, e))));
    } catch (IOException | YAMLException e) {
      // A YAML scanner's own failure, or one that a text in memory cannot have.
      documents.add(unread(Kind.UNREADABLE, new Spot(1, 1), "is not " + language));
    }
    if (documents.isEmpty()) {
      documents.add(unread(Kind.EMPTY, new Spot(1, 1), "the text has no value in it"));
    }
    return List.copyOf(documents);
  }

  private static void trailing(JsonParser parser, List<Source> documents) throws IOException {
    try {
      if (parser.nextToken() == null) {
        return;
      }
    } catch (JsonProcessingException e) {
      // Not even a token: there is more text all the same.
    }
    Source only = documents.removeLast();
    List<TextProblem> problems = new ArrayList<>(only.problems());
    problems.add(
        new TextProblem(
            Kind.UNREADABLE,
            Pointer.ROOT,
            TreeBuilder.spot(parser.currentLocation()),
            "there is more text behind the end of the JSON value; remove it"));
    documents.add(new Source(only.tree(), only.layout(), problems, only.length()));
  }

  private static Spot spotOf(JsonProcessingException e) {
    return e.getLocation() == null ? new Spot(1, 1) : TreeBuilder.spot(e.getLocation());
  }

  private static String describe(String language, JsonProcessingException e) {
    String reason = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return "is not %s: %s".formatted(language, reason);
  }

  private static Source unread(Kind kind, Spot spot, String message) {
    return new Source(
        MissingNode.getInstance(),
        null,
        List.of(new TextProblem(kind, Pointer.ROOT, spot, message)),
        0);
  }
}
