package dev.aileron.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.aileron.asl.model.Resource;
import dev.aileron.asl.run.Effect;
import org.jspecify.annotations.Nullable;

/**
 * A call that an execution made.
 *
 * @param kind what for
 * @param state the state that made it
 * @param place the same with the branches and iterations around it, such as {@code
 *     EachLine[2]/Pack}
 * @param iteration the index of the Map's iteration around it; null outside of every Map
 * @param attempt 0 at first, then the number of the retry
 * @param resource what is called
 * @param arguments what with
 */
public record Call(
    Kind kind,
    String state,
    String place,
    @Nullable Integer iteration,
    int attempt,
    Resource resource,
    JsonNode arguments) {

  static final String READER_FAILED = "States.ItemReaderFailed";
  static final String WRITER_FAILED = "States.ResultWriterFailed";

  /** What a call is for. */
  public enum Kind {
    /** A Task's work. */
    TASK,
    /** The items of a distributed Map. */
    READ,
    /** The results of a distributed Map. */
    WRITE;

    boolean takes(Reply reply) {
      return switch (reply) {
        case Reply.Result r -> this == TASK;
        case Reply.Payload p -> this == TASK;
        case Reply.Items i -> this == READ;
        case Reply.Written w -> this == WRITE;
        case Reply.Failure f ->
            switch (this) {
              case TASK -> true;
              case READ -> f.error().equals(READER_FAILED);
              case WRITE -> f.error().equals(WRITER_FAILED);
            };
      };
    }
  }

  static Call of(Effect.Call call, Location at) {
    return of(Kind.TASK, call.state(), at, call.attempt(), call.resource(), call.arguments());
  }

  static Call of(Effect.ReadItems read, Location at) {
    return of(Kind.READ, read.state(), at, 0, read.resource(), read.arguments());
  }

  static Call of(Effect.WriteResults write, Location at) {
    return of(Kind.WRITE, write.state(), at, 0, write.resource(), write.arguments());
  }

  private static Call of(
      Kind kind, String state, Location at, int attempt, Resource resource, JsonNode arguments) {
    return new Call(kind, state, at.of(state), at.iteration(), attempt, resource, arguments);
  }

  /** Whether it goes through {@code lambda:invoke} and is over with the response. */
  public boolean isInvoke() {
    return isInvoke(resource);
  }

  static boolean isInvoke(Resource resource) {
    return resource.service().equals("lambda") && resource.action().equals("invoke");
  }
}
