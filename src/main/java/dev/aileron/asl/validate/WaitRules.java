package dev.aileron.asl.validate;

import java.util.List;

/** Rules of Wait states. */
final class WaitRules {
  private static final List<String> FORMS =
      List.of("Seconds", "SecondsPath", "Timestamp", "TimestampPath");

  static final List<Rule<?>> ALL =
      List.of(
          Rule.error("wait-until-when")
              .what(
                  "A Wait state has exactly one of Seconds, SecondsPath, Timestamp, TimestampPath.")
              .why("With none it would not know how long to wait, with two it would know it twice.")
              .state("{\"Type\": \"Wait\", \"End\": true}")
              .check(
                  State.class,
                  (state, report) -> {
                    if (!state.is(StateType.WAIT)) {
                      return;
                    }
                    List<String> given = FORMS.stream().filter(state.node()::has).toList();
                    if (given.isEmpty()) {
                      report.add(
                          state.pointer(),
                          "a Wait state needs one of %s".formatted(Texts.and(FORMS)));
                    } else if (given.size() > 1) {
                      report.add(
                          state.pointer().field(given.get(1)),
                          "a Wait state has one of %s; remove all but one"
                              .formatted(Texts.and(given)));
                    }
                  }));

  private WaitRules() {}
}
