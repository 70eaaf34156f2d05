/**
 * Runs state machines: a pure function from an execution and an event to the execution after it,
 * the effects to carry out, and the history events gained. No threads, no clock, no I/O: time comes
 * with events, chance from a seed, and whoever runs it carries out the effects. So the same code
 * serves a test with made-up answers and a jumping clock, and a server that calls real services.
 *
 * <p>
 *
 * {@snippet :
 * Interpreter interpreter = new Interpreter(StateMachine.of(definition));
 * Step step = interpreter.start(identity, seed);
 * Deque<Event> answers = new ArrayDeque<>();
 * while (step.execution().isRunning()) {
 *   history.addAll(step.history());
 *   for (Effect effect : step.effects()) {
 *     switch (effect) {
 *       case Effect.Call call ->
 *           answers.add(new Event.TaskSucceeded(now(), call.ticket(), invoke(call)));
 *       case Effect.StartChild child -> answers.add(runChild(child));
 *       default -> {} // wake-ups are also told by nextWakeUp()
 *     }
 *   }
 *   store(step.execution()); // a value; it can be gone on with here or elsewhere
 *   Event next =
 *       step.execution().isReady()
 *           ? new Event.Proceed(now())
 *           : answers.isEmpty() ? new Event.Tick(sleepUntil(step)) : answers.poll();
 *   step = interpreter.apply(step.execution(), next);
 * }
 * }
 *
 * <p>Inside: {@link dev.aileron.asl.run.Execution} is a tree of {@link
 * dev.aileron.asl.run.Branch}es, each in a {@link dev.aileron.asl.run.Phase}. A step walks the tree
 * to the branches that the event concerns; each type of states has a class of its own for what it
 * does then; Retry and Catch lie around all of them. Errors, causes and the order of history events
 * are those that the service recorded.
 */
@NullMarked
package dev.aileron.asl.run;

import org.jspecify.annotations.NullMarked;
