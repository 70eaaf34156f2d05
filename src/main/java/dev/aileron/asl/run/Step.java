package dev.aileron.asl.run;

import java.util.List;

/**
 * What an event led to.
 *
 * @param execution where the execution stands now
 * @param effects what is to be done, in order
 * @param history the events that the history has gained, in order
 */
public record Step(Execution execution, List<Effect> effects, List<HistoryEvent> history) {
  public Step {
    effects = List.copyOf(effects);
    history = List.copyOf(history);
  }
}
