package dev.aileron.sandbox.lambda.run;

import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Functions;
import dev.aileron.sandbox.lambda.control.Code;
import dev.aileron.sandbox.lambda.control.Targets;
import dev.aileron.sandbox.lambda.run.Http.Answer;
import dev.aileron.sandbox.lambda.wire.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/**
 * What Lambda serves over plain HTTP beside its API: function URLs, and the code that {@code
 * GetFunction} points at.
 *
 * <p>A URL is {@code http://127.0.0.1:PORT/ID/}, for want of names that lead here; the function
 * sees the path after that. A request whose host begins with the id is served as well.
 */
public final class Front implements AutoCloseable {

  private static final String FORBIDDEN =
      "Forbidden. For troubleshooting Function URL authorization issues, see: "
          + "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html";

  private final Targets targets;
  private final Functions functions;
  private final Clock clock;
  private final Path archives;
  private final Http.Port port;

  /**
   * @param archives folder of the zip files by their hash
   */
  public Front(Http http, Targets targets, Functions functions, Clock clock, Path archives)
      throws IOException {
    this.targets = targets;
    this.functions = functions;
    this.clock = clock;
    this.archives = archives;
    this.port = http.open(this::answer);
  }

  public String location(Code code) {
    var archive = code.archive();
    return archive == null
        ? ""
        : "http://%s/code/%s".formatted(port.address(), archive.getFileName());
  }

  public String address(String urlId) {
    return "http://%s/%s/".formatted(port.address(), urlId);
  }

  private Answer answer(Request request, byte[] body) throws InterruptedException {
    var path = request.getHttpURI().getPath();
    if (path.startsWith("/code/")) {
      return code(path.substring("/code/".length()));
    }
    var host = String.valueOf(request.getHeaders().get("Host"));
    boolean byHost = host.contains(".lambda-url.");
    var id = byHost ? host.substring(0, host.indexOf('.')) : path.split("/", 3)[1];
    var inner = byHost ? path : path.substring(Math.min(path.length(), id.length() + 1));
    return url(request, body, id, inner.isEmpty() ? "/" : inner);
  }

  private Answer code(String hash) {
    var file = archives.resolve(hash).normalize();
    try {
      return file.startsWith(archives) && Files.isRegularFile(file)
          ? new Answer(200, Map.of("Content-Type", "application/zip"), Files.readAllBytes(file))
          : message(404, "ResourceNotFoundException", "No such code");
    } catch (IOException e) {
      return message(500, "ServiceException", "The code could not be read");
    }
  }

  private Answer url(Request request, byte[] body, String id, String path)
      throws InterruptedException {
    var found = targets.url(id, clock.instant());
    if (found.isEmpty()) {
      return message(404, "ResourceNotFoundException", "null");
    }
    var url = found.get().url();
    boolean allowed =
        url.authType().equals("NONE")
            ? found.get().open()
            : request.getHeaders().contains("Authorization");
    if (!allowed) {
      return message(403, "AccessDeniedException", FORBIDDEN);
    }
    var region = found.get().region();
    var caller = new Caller(region.accountId(), region.name(), "anonymous", null);
    var event = UrlEvent.of(request, body, id, path, clock.instant());
    try {
      var invocation =
          functions.invoke(
              caller,
              url.function(),
              url.alias(),
              Reply.text(event).getBytes(StandardCharsets.UTF_8),
              null);
      return UrlAnswer.of(invocation);
    } catch (AwsError refused) {
      return refused.status() == 404
          ? message(403, "AccessDeniedException", FORBIDDEN)
          : message(refused.status(), refused.code(), refused.message());
    }
  }

  private static Answer message(int status, String type, String message) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/json", "x-amzn-ErrorType", type),
        Reply.text(Reply.object().put("Message", message)).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    port.close();
  }
}
