package dev.aileron.asl.validate;

import dev.aileron.asl.validate.Subject.Assignment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of the variables that states assign. */
final class AssignRules {
  /** Longest name of a variable, in Unicode characters. */
  private static final int MAX_NAME = 80;

  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("assign-reserved")
              .what("No state assigns to the variable states.")
              .why(
                  "\"A state MUST NOT assign a value to states\"; it holds input, result and"
                      + " context.")
              .state("{\"Type\": \"Pass\", \"Assign\": {\"states\": 1}, \"End\": true}")
              .check(
                  Assignment.class,
                  eachName((_, name) ->
                      name.equals("states")
                          ? "the variable states is reserved; use another name"
                          : null)),
          Rule.error("assign-name-too-long")
              .what("A variable's name has at most 80 characters.")
              .why(
                  "States Language: its \"length MUST BE less than or equal to 80 Unicode"
                      + " characters\".")
              .state(
                  "{\"Type\": \"Pass\", \"Assign\": {\"%s\": 1}, \"End\": true}"
                      .formatted("nameOfTheThingThatIsKept".repeat(4)))
              .check(
                  Assignment.class,
                  eachName((_, name) -> {
                    int length = name.codePointCount(0, name.length());
                    return length > MAX_NAME
                        ? "the name has %d characters, and a variable's has %d at most"
                            .formatted(length, MAX_NAME)
                        : null;
                  })),
          Rule.warning("assign-name-malformed")
              .what("A variable's name is a Unicode identifier: letters, digits and _.")
              .why(
                  "\"The first character of a variable name MUST be a Unicode ID_Start character,"
                      + " and the second and subsequent characters MUST be Unicode ID_Continue"
                      + " characters.\" A name like order-id cannot be referred to: $order-id is"
                      + " $order minus id.")
              .jsonata("{\"Type\": \"Pass\", \"Assign\": {\"order-id\": 1}, \"End\": true}")
              .check(
                  Assignment.class,
                  eachName((_, name) ->
                      identifier(name)
                          ? null
                          : "%s is no identifier; use letters, digits and _, and begin with a letter"
                              .formatted(Nouns.quoted(name)))),
          Rule.error("assign-outer-variable")
              .what(
                  "A state in a branch or item processor assigns to no variable of a scope around"
                      + " it.")
              .why("\"The names of outer-scoped and inner-scoped variables MUST be unique.\"")
              .machine(
                  """
                  {"StartAt": "Keep", "States": {
                   "Keep": {"Type": "Pass", "Assign": {"total": 0}, "Next": "Each"},
                   "Each": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "Add", "States": {
                    "Add": {"Type": "Pass", "Assign": {"total.$": "$.price"}, "End": true}}}}}}\
                  """)
              .check(
                  Assignment.class,
                  eachName((scope, name) ->
                      scope.hasValueOutside(name)
                          ? "the variable %s belongs to a scope around this one, and cannot be"
                                  .formatted(name)
                              + " assigned here; use another name, and hand the value out in"
                              + " the scope's output"
                          : null)),
          Rule.warning("assign-outer-name")
              .what("No variable of a branch or item processor has the name of one around it.")
              .why(
                  "\"The names of outer-scoped and inner-scoped variables MUST be unique.\" Step"
                      + " Functions lets it pass where the outer one has no value yet.")
              .machine(
                  """
                  {"StartAt": "Each", "States": {
                   "Each": {"Type": "Map", "Next": "Keep", "ItemProcessor": {"StartAt": "Add", "States": {
                    "Add": {"Type": "Pass", "Assign": {"total.$": "$.price"}, "End": true}}}},
                   "Keep": {"Type": "Pass", "Assign": {"total": 0}, "End": true}}}\
                  """)
              .check(
                  Assignment.class,
                  eachName((scope, name) ->
                      scope.knownOutside(name) && !scope.hasValueOutside(name)
                          ? "a scope around this one has a variable %s too; use another name"
                              .formatted(name)
                          : null)));

  private AssignRules() {}

  /** Says what is wrong with the name of a variable that a state of the scope assigns. */
  @FunctionalInterface
  private interface Judge {
    @Nullable String problem(Scope scope, String name);
  }

  private static Rule.Check<Assignment> eachName(Judge judge) {
    return (assign, report) -> {
      for (var each : assign.node().properties()) {
        String name = assign.state().variable(each.getKey());
        String problem = judge.problem(assign.state().scope(), name);
        if (problem != null) {
          report.add(assign.pointer().field(each.getKey()), problem);
        }
      }
    };
  }

  private static boolean identifier(String name) {
    if (name.isEmpty()) {
      return false;
    }
    int first = name.codePointAt(0);
    // AWS's own examples of variables begin with letters; an underscore is ID_Continue only.
    return (Character.isUnicodeIdentifierStart(first) || first == '_')
        && name.codePoints().skip(1).allMatch(Character::isUnicodeIdentifierPart);
  }
}
