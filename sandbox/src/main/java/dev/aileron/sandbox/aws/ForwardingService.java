package dev.aileron.sandbox.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Supplier;

/** Passes requests on to another AWS endpoint as they are, and its answers back as they are. */
public final class ForwardingService implements AwsService {

  /** What of an error's body is read to find its code; errors are small. */
  private static final int ERROR_HEAD = 64 * 1024;

  private final Supplier<URI> upstream;
  private final OperationFinder operations = new OperationFinder();
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /**
   * @param upstream gives scheme, host and port, without a path; may wait until there is one
   */
  public ForwardingService(Supplier<URI> upstream) {
    this.upstream = upstream;
  }

  @Override
  public Operation identify(AwsRequest request) {
    return operations.find(request);
  }

  @Override
  public AwsResponse handle(AwsRequest request, Operation operation)
      throws IOException, InterruptedException {
    try {
      return answer(client.send(outgoing(request), HttpResponse.BodyHandlers.ofInputStream()));
    } catch (ConnectException e) {
      return AwsResponse.error(
          503,
          "ServiceUnavailableException",
          "The sandbox's AWS emulator does not answer; see aws/ministack.log in the sandbox's folder.");
    } catch (IllegalArgumentException e) {
      return AwsResponse.error(
          400, "ValidationException", "The sandbox cannot pass this request on: " + e.getMessage());
    }
  }

  private HttpRequest outgoing(AwsRequest request) {
    var outgoing =
        HttpRequest.newBuilder(URI.create(upstream.get() + request.target()))
            .method(request.method(), publisher(request.body()));
    // The client sets Host and Content-Length itself; Expect was answered by our own server.
    request
        .headers()
        .endToEnd("Host", "Content-Length", "Expect")
        .all()
        .forEach(header -> outgoing.header(header.name(), header.value()));
    return outgoing.build();
  }

  private static HttpRequest.BodyPublisher publisher(RequestBody body) {
    if (body.length() == 0) {
      return HttpRequest.BodyPublishers.noBody();
    }
    if (body.rest() == null) {
      return HttpRequest.BodyPublishers.ofByteArray(body.head());
    }
    var stream = HttpRequest.BodyPublishers.ofInputStream(body::stream);
    return body.length() < 0
        ? stream
        : HttpRequest.BodyPublishers.fromPublisher(stream, body.length());
  }

  private static AwsResponse answer(HttpResponse<InputStream> response) throws IOException {
    var all = new ArrayList<Headers.Header>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> values.forEach(value -> all.add(new Headers.Header(name, value))));
    var headers = new Headers(all).endToEnd();
    if (response.statusCode() < 400) {
      return new AwsResponse(response.statusCode(), headers, null, response.body());
    }
    var head = response.body().readNBytes(ERROR_HEAD);
    return new AwsResponse(
        response.statusCode(),
        headers,
        ErrorCodes.find(headers, head),
        new SequenceInputStream(new ByteArrayInputStream(head), response.body()));
  }
}
