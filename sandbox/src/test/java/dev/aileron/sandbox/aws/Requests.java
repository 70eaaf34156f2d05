package dev.aileron.sandbox.aws;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds requests as SDKs would send them. */
final class Requests {

  private final String method;
  private final String target;
  private final List<Headers.Header> headers = new ArrayList<>();
  private byte[] body = new byte[0];

  private Requests(String method, String target) {
    this.method = method;
    this.target = target;
  }

  static Requests request(String method, String target) {
    return new Requests(method, target);
  }

  Requests signedFor(String service) {
    return header(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261124/eu-west-1/%s/aws4_request, SignedHeaders=host, Signature=0"
            .formatted(service));
  }

  Requests header(String name, String value) {
    headers.add(new Headers.Header(name, value));
    return this;
  }

  Requests json(String text) {
    return header("Content-Type", "application/json").body(text);
  }

  Requests form(String text) {
    return header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8").body(text);
  }

  Requests body(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  AwsRequest build() {
    var parts = target.split("\\?", 2);
    return new AwsRequest(
        method,
        parts[0],
        parts.length == 2 ? parts[1] : "",
        new Headers(headers),
        RequestBody.of(body));
  }
}
