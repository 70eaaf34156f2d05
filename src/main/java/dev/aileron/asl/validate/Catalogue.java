package dev.aileron.asl.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All rules, in the order in which people read of them. */
final class Catalogue {
  /** The rules by chapter. */
  static final Map<String, List<Rule<?>>> CHAPTERS = chapters();

  static final List<Rule<?>> RULES =
      CHAPTERS.values().stream().<Rule<?>>flatMap(List::stream).toList();

  private static final ClassValue<List<Rule<?>>> BY_SUBJECT =
      new ClassValue<>() {
        @Override
        protected List<Rule<?>> computeValue(Class<?> subject) {
          List<Rule<?>> found = new ArrayList<>();
          for (Rule<?> rule : RULES) {
            if (rule.on().isAssignableFrom(subject)) {
              found.add(rule);
            }
          }
          return List.copyOf(found);
        }
      };

  private Catalogue() {}

  private static Map<String, List<Rule<?>>> chapters() {
    Map<String, List<Rule<?>>> all = new LinkedHashMap<>();
    all.put("The text", TextRules.ALL);
    all.put("States", StructureRules.ALL);
    all.put("Ways between states", TransitionRules.ALL);
    all.put("Fields", FieldRules.ALL);
    all.put("Values", ValueRules.ALL);
    all.put("Query languages", LanguageRules.ALL);
    all.put("Payload templates", TemplateRules.ALL);
    all.put("Variables", AssignRules.ALL);
    all.put("What expressions refer to", ReferenceRules.ALL);
    all.put("Tasks", TaskRules.ALL);
    all.put("Integrations", IntegrationRules.ALL);
    all.put("Retry and Catch", HandlerRules.ALL);
    all.put("Choice", ChoiceRules.ALL);
    all.put("Wait", WaitRules.ALL);
    all.put("Map", MapRules.ALL);
    all.put("Express", ExpressRules.ALL);
    return all;
  }

  /** The rules that look at subjects of that class. */
  static List<Rule<?>> on(Class<?> subject) {
    return BY_SUBJECT.get(subject);
  }
}
