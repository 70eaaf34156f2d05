package dev.aileron.asl.validate;

import dev.aileron.asl.validate.Subject.Assignment;
import java.util.List;

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
                  (assign, report) ->
                      names(
                          assign,
                          (name, field) -> {
                            if (name.equals("states")) {
                              report.add(
                                  assign.pointer().field(field),
                                  "the variable states is reserved; use another name");
                            }
                          })),
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
                  (assign, report) ->
                      names(
                          assign,
                          (name, field) -> {
                            int length = name.codePointCount(0, name.length());
                            if (length > MAX_NAME) {
                              report.add(
                                  assign.pointer().field(field),
                                  "the name has %d characters, and a variable's has %d at most"
                                      .formatted(length, MAX_NAME));
                            }
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
                  (assign, report) ->
                      names(
                          assign,
                          (name, field) -> {
                            if (!identifier(name)) {
                              report.add(
                                  assign.pointer().field(field),
                                  "%s is no identifier; use letters, digits and _, and begin with a letter"
                                      .formatted(Nouns.quoted(name)));
                            }
                          })),
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
                  (assign, report) ->
                      names(
                          assign,
                          (name, field) -> {
                            if (assign.state().scope().hasValueOutside(name)) {
                              report.add(
                                  assign.pointer().field(field),
                                  "the variable %s belongs to a scope around this one, and cannot be"
                                          .formatted(name)
                                      + " assigned here; use another name, and hand the value out"
                                      + " in the scope's output");
                            }
                          })),
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
                  (assign, report) ->
                      names(
                          assign,
                          (name, field) -> {
                            Scope scope = assign.state().scope();
                            if (scope.knownOutside(name) && !scope.hasValueOutside(name)) {
                              report.add(
                                  assign.pointer().field(field),
                                  "a scope around this one has a variable %s too; use another name"
                                      .formatted(name));
                            }
                          })));

  private AssignRules() {}

  /** Looks at one variable of an Assign. */
  @FunctionalInterface
  private interface Look {
    void at(String name, String field);
  }

  private static void names(Assignment assign, Look look) {
    for (var each : assign.node().properties()) {
      look.at(assign.state().variable(each.getKey()), each.getKey());
    }
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
