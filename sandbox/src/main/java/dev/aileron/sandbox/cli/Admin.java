package dev.aileron.sandbox.cli;

import dev.aileron.sandbox.SandboxDirectory;
import dev.aileron.sandbox.SandboxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A running sandbox, as commands talk to it.
 *
 * @param address of its admin server
 */
record Admin(String address) {

  private static final int OK = 200;

  /**
   * The sandbox of a folder.
   *
   * @throws SandboxException when none runs there
   */
  static Admin of(SandboxDirectory sandbox) throws IOException {
    var address = sandbox.environment().get("SANDBOX_ADMIN_URL");
    if (address == null || sandbox.process().isEmpty()) {
      throw new SandboxException("No sandbox runs in " + sandbox.path() + ".");
    }
    return new Admin(address);
  }

  /**
   * Sends a request.
   *
   * @param headers names and values in turn
   * @return the answer's text
   * @throws SandboxException with the answer's text when it is a refusal
   */
  String send(String method, String path, BodyPublisher body, String... headers)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(address + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var http = HttpClient.newHttpClient()) {
      var response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new SandboxException(response.body().strip());
      }
      return response.body();
    }
  }
}
