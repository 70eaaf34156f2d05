package dev.aileron.asl.validate;

import dev.aileron.asl.Placeholders;
import dev.aileron.asl.text.Pointer;
import dev.aileron.asl.text.TextProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rules of the text, and of what is in every definition. */
final class TextRules {
  /** Longest definition that Step Functions takes, in bytes of UTF-8. */
  static final int MAX_BYTES = 1_048_576;

  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("text-unreadable")
              .what("The text is JSON or YAML, from its beginning to its end.")
              .why("Nothing can be said of a text that cannot be read.")
              .machine("{\"StartAt\": \"A\", \"States\": {")
              .check(
                  Document.class,
                  (document, report) -> problems(document, report, TextProblem.Kind.UNREADABLE)),
          Rule.error("text-empty")
              .what("There is a definition in the text.")
              .why("An empty file is usually one that was never written.")
              .machine("")
              .check(
                  Document.class,
                  (document, report) -> problems(document, report, TextProblem.Kind.EMPTY)),
          Rule.error("text-duplicate-key")
              .what("An object names each field once.")
              .why(
                  "Of two fields of the same name one is silently dropped, and which one depends on"
                      + " the reader (RFC 8259, section 4).")
              .state("{\"Type\": \"Wait\", \"Seconds\": 1, \"Seconds\": 2, \"End\": true}")
              .check(
                  Document.class,
                  (document, report) -> problems(document, report, TextProblem.Kind.DUPLICATE_KEY)),
          Rule.error("text-too-large")
              .what("A definition has at most 1,048,576 bytes.")
              .why("CreateStateMachine takes no more (its parameter definition).")
              .example(
                  new Example(
                      "a definition of 1.1 MB",
                      "{\"Comment\": \"%s\", \"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}"
                          .formatted("x".repeat(1_100_000)),
                      MachineType.STANDARD))
              .check(Document.class, TextRules::size),
          Rule.error("definition-not-an-object")
              .what("A definition is an object with StartAt and States.")
              .why("States Language, \"Structure of a State Machine\".")
              .machine("[\"not\", \"a\", \"machine\"]")
              .check(
                  Document.class,
                  (document, report) -> {
                    boolean read = document.source().problems().isEmpty();
                    if (read && !document.source().tree().isObject()) {
                      report.add(
                          Pointer.ROOT, "the definition must be an object with StartAt and States");
                    }
                  }),
          Rule.error("placeholder-unfilled")
              .what("Every ${Name} is filled before the definition goes to Step Functions.")
              .why(
                  "Step Functions knows no placeholders and takes the text as it stands. They come"
                      + " from SAM's DefinitionSubstitutions and a Workflow's substitutions.")
              .state(
                  """
                  {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
                   "Parameters": {"QueueUrl": "${QueueUrl}", "MessageBody": "hello"}, "End": true}\
                  """)
              .check(Machine.class, TextRules::placeholders));

  private TextRules() {}

  private static void problems(Document document, Rule.Report report, TextProblem.Kind kind) {
    for (TextProblem problem : document.source().problems()) {
      if (problem.kind() == kind) {
        report.add(problem.pointer(), problem.message());
      }
    }
  }

  private static void size(Document document, Rule.Report report) {
    problems(document, report, TextProblem.Kind.TOO_LARGE);
    int length = document.source().length();
    // Without its spaces JSON is no longer than the text was, and YAML hardly twice as long.
    boolean small = length > 0 && length < MAX_BYTES / 8;
    if (document.source().tree().isObject() && !small) {
      int bytes = document.source().tree().toString().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_BYTES) {
        report.add(
            Pointer.ROOT,
            "the definition has %d bytes without spaces, and Step Functions takes %d at most; move"
                    .formatted(bytes, MAX_BYTES)
                + " parts of it into child machines");
      }
    }
  }

  private static void placeholders(Machine machine, Rule.Report report) {
    if (machine.options().allowPlaceholders()) {
      return;
    }
    for (Placeholders.Placeholder each : Placeholders.in(machine.tree())) {
      report.add(
          each.pointer(),
          "nothing fills ${%s}; give it a value, or write $${ for a literal ${"
              .formatted(each.name()));
    }
  }
}
