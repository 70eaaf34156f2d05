package dev.aileron.sandbox.yaml;

import dev.aileron.sandbox.SandboxException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping in a YAML file, read field by field.
 *
 * <p>Every field that a reader asks for is known; {@link #done} refuses the others. All errors name
 * file, line and field.
 */
public final class YamlMap {

  private final String file;
  private final String path;
  private final Node node;
  private final Map<String, Node> fields = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  private YamlMap(String file, String path, Node node) {
    this.file = file;
    this.path = path;
    this.node = node;
    if (!(node instanceof MappingNode mapping)) {
      throw error(node, path, "is to be a mapping, a field a line.");
    }
    for (var tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw error(tuple.getKeyNode(), path, "has a field whose name is no text.");
      }
      if (fields.put(key.getValue(), tuple.getValueNode()) != null) {
        throw error(key, child(key.getValue()), "is there twice.");
      }
      keys.put(key.getValue(), key);
    }
  }

  /**
   * Reads a text.
   *
   * @param file what errors call it
   * @throws SandboxException when it is no YAML, or no mapping at its top
   */
  public static YamlMap read(String file, String text) {
    try {
      var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      return node == null ? read(file, "{}") : new YamlMap(file, "", node);
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw new SandboxException(
          "%s, line %s: this is no YAML: %s."
              .formatted(file, mark == null ? "?" : mark.getLine() + 1, e.getProblem()));
    } catch (YAMLException e) {
      throw new SandboxException(file + ": this is no YAML: " + e.getMessage());
    }
  }

  /** Where this mapping stands, for names: {@code faults[2]}. */
  public String path() {
    return path;
  }

  public boolean has(String name) {
    known.add(name);
    return fields.containsKey(name);
  }

  /** The text of a field; null when it is not there. */
  public @Nullable String text(String name) {
    var value = value(name);
    return value == null ? null : scalar(name, value).getValue();
  }

  /** The text of a field that has to be there. */
  public String requiredText(String name) {
    var text = text(name);
    if (text == null) {
      throw error(node, child(name), "is missing.");
    }
    return text;
  }

  /** A text or a list of texts; empty when the field is not there. */
  public List<String> texts(String name) {
    var value = value(name);
    return switch (value) {
      case null -> List.of();
      case SequenceNode list ->
          list.getValue().stream().map(entry -> scalar(name, entry).getValue()).toList();
      default -> List.of(scalar(name, value).getValue());
    };
  }

  public boolean flag(String name, boolean otherwise) {
    var text = text(name);
    if (text == null) {
      return otherwise;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error(name, "is to be true or false, not '" + text + "'.");
    };
  }

  /** A whole number within bounds, both allowed. */
  public long number(String name, long otherwise, long least, long most) {
    var text = text(name);
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw error(
        name, "is to be a whole number from %d to %d, not '%s'.".formatted(least, most, text));
  }

  /** A share from 0 to 1. */
  public double share(String name, double otherwise) {
    var text = text(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double share = Double.parseDouble(text);
      if (share >= 0 && share <= 1) {
        return share;
      }
    } catch (NumberFormatException notANumber) {
      // Said below.
    }
    throw error(name, "is to be a number from 0 to 1, not '" + text + "'.");
  }

  /** {@code 200ms}, {@code 3s}, {@code 5m}, {@code 2h}, {@code 1d}, {@code PT3S} or 0. */
  public Duration duration(String name, Duration otherwise) {
    var text = text(name);
    if (text == null) {
      return otherwise;
    }
    var duration = Durations.parse(text);
    if (duration.isPresent()) {
      return duration.get();
    }
    throw error(name, "is to be a time such as 200ms, 3s, 5m or 2h, not '" + text + "'.");
  }

  /** A mapping; null when it is not there. */
  public @Nullable YamlMap map(String name) {
    var value = value(name);
    return value == null ? null : new YamlMap(file, child(name), value);
  }

  /** A list of mappings; empty when it is not there. */
  public List<YamlMap> maps(String name) {
    var value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof SequenceNode list)) {
      throw error(name, "is to be a list.");
    }
    var maps = new ArrayList<YamlMap>();
    for (var entry : list.getValue()) {
      maps.add(new YamlMap(file, child(name) + "[" + maps.size() + "]", entry));
    }
    return maps;
  }

  /**
   * Whatever stands there, as maps, lists, texts, numbers and booleans; empty when nothing does.
   */
  public Map<String, Object> free(String name) {
    var value = value(name);
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof MappingNode mapping)) {
      throw error(name, "is to be a mapping.");
    }
    var values = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) new Constructor().build(mapping))
        .forEach((key, entry) -> {
          if (entry != null) {
            values.put(String.valueOf(key), entry);
          }
        });
    return values;
  }

  /** Refuses every field that nobody has asked for. */
  public void done() {
    for (var name : fields.keySet()) {
      if (!known.contains(name)) {
        throw error(
            keys.getOrDefault(name, node),
            child(name),
            "is no field that is known here. Known are: " + String.join(", ", known) + ".");
      }
    }
  }

  /** An error about one field. */
  public SandboxException error(String name, String problem) {
    return error(fields.getOrDefault(name, node), child(name), problem);
  }

  private @Nullable Node value(String name) {
    known.add(name);
    var value = fields.get(name);
    return value == null || value.getTag().equals(Tag.NULL) ? null : value;
  }

  private ScalarNode scalar(String name, Node value) {
    if (value instanceof ScalarNode scalar) {
      return scalar;
    }
    throw error(value, child(name), "is to be a single value.");
  }

  private String child(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private SandboxException error(Node at, String field, String problem) {
    return new SandboxException(
        "%s, line %d: %s %s"
            .formatted(
                file,
                at.getStartMark().getLine() + 1,
                field.isEmpty() ? "the file" : field,
                problem));
  }

  /** Makes plain values out of nodes. */
  private static final class Constructor extends SafeConstructor {

    Constructor() {
      super(new LoaderOptions());
      // A time stays the text that it is: JSON, for which these values are meant, has no times.
      yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
    }

    Object build(Node node) {
      return constructDocument(node);
    }
  }
}
