package dev.aileron.sandbox.states.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The query protocol: nested values as flat names, answers as XML. */
final class Query {
  private Query() {}

  static Map<String, String> form(String action, JsonNode parameters) {
    var form = new LinkedHashMap<String, String>();
    form.put("Action", action);
    form.put("Version", "2010-03-31");
    parameters.properties().forEach(each -> flatten(each.getKey(), each.getValue(), form));
    return form;
  }

  private static void flatten(String name, JsonNode value, Map<String, String> form) {
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        flatten(name + ".member." + (i + 1), value.get(i), form);
      }
    } else if (name.equals("MessageAttributes")) {
      int position = 1;
      for (var attribute : value.properties()) {
        var entry = name + ".entry." + position++;
        form.put(entry + ".Name", attribute.getKey());
        flatten(entry + ".Value", attribute.getValue(), form);
      }
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(each -> flatten(name + "." + each.getKey(), each.getValue(), form));
    } else if (!value.isNull()) {
      form.put(name, value.asText());
    }
  }

  /** What stands in {@code <…Result>}, its elements as texts. */
  static ObjectNode result(String xml) {
    var output = JsonNodeFactory.instance.objectNode();
    var root = Xml.read(xml);
    if (root != null) {
      for (var element : Xml.children(root)) {
        if (element.getTagName().endsWith("Result")) {
          Xml.children(element)
              .forEach(each -> output.put(each.getTagName(), each.getTextContent()));
        }
      }
    }
    return output;
  }
}
