package dev.aileron.sandbox.aws;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service that answers everything it is asked with the same, and remembers the calls. */
public final class StubModel implements ServiceModel {

  private final String service;
  private final Function<Call, Object> answers;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final boolean remembers;

  /**
   * @param answers gives a body as text, an {@link AwsError} to throw, or null for an operation
   *     that is not modelled
   */
  public StubModel(String service, Function<Call, @Nullable Object> answers) {
    this(service, answers, true);
  }

  /**
   * @param remembers whether it keeps the calls
   */
  StubModel(String service, Function<Call, @Nullable Object> answers, boolean remembers) {
    this.service = service;
    this.answers = answers;
    this.remembers = remembers;
  }

  public List<Call> calls() {
    return calls;
  }

  @Override
  public String service() {
    return service;
  }

  @Override
  public boolean models(Operation operation) {
    return !operation.name().startsWith("CreateCodeSigning")
        && !operation.name().startsWith("GetLayer")
        && !operation.name().equals(Operation.UNKNOWN);
  }

  @Override
  public AwsResponse handle(Call call) {
    if (remembers) {
      calls.add(call);
    }
    return switch (answers.apply(call)) {
      case AwsError error -> throw error;
      case Object text ->
          AwsResponse.of(
              200,
              service.equals("lambda") ? "application/json" : "application/x-amz-json-1.0",
              text.toString().getBytes(StandardCharsets.UTF_8));
    };
  }

  @Override
  public void close() {
    // Nothing runs.
  }
}
