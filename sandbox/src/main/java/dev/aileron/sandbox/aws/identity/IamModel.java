package dev.aileron.sandbox.aws.identity;

import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.Emulator;
import dev.aileron.sandbox.aws.Operation;
import dev.aileron.sandbox.aws.model.Call;
import dev.aileron.sandbox.aws.model.ServiceModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.w3c.dom.Element;

/**
 * IAM: kept by the emulator. What is written to it is noted, because roles take time to be known
 * and users' keys tell who calls.
 */
final class IamModel implements ServiceModel {

  private final Emulator emulator;
  private final IamReader reader;
  private final RoleBook roles;
  private final Sessions sessions;
  private final boolean policies;

  /**
   * @param emulator reaches IAM in the caller's account
   * @param policies whether policies are evaluated, and so have to be understood
   */
  IamModel(
      Emulator emulator, IamReader reader, RoleBook roles, Sessions sessions, boolean policies) {
    this.emulator = emulator;
    this.reader = reader;
    this.roles = roles;
    this.sessions = sessions;
    this.policies = policies;
  }

  @Override
  public String service() {
    return "iam";
  }

  @Override
  public boolean models(Operation operation) {
    return !operation.name().equals(Operation.UNKNOWN);
  }

  @Override
  public AwsResponse handle(Call call) throws InterruptedException {
    var form = call.request().form();
    if (policies) {
      refuseWhatIsNotUnderstood(form);
    }
    try {
      var answer = emulator.forward(call);
      if (answer.error() != null || !call.operation().write()) {
        return answer;
      }
      reader.forget();
      return note(call, form, answer);
    } catch (IOException e) {
      throw new UncheckedIOException("IAM does not answer: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    // Nothing runs here.
  }

  private AwsResponse note(Call call, Map<String, String> form, AwsResponse answer)
      throws IOException {
    var account = call.caller().accountId();
    switch (call.operation().name()) {
      case "CreateRole", "UpdateAssumeRolePolicy" ->
          roles.note(account, form.getOrDefault("RoleName", ""), call.time());
      case "DeleteAccessKey" -> sessions.removeKey(form.getOrDefault("AccessKeyId", ""));
      case "CreateAccessKey" -> {
        return noteKey(account, answer);
      }
      default -> {
        // Nothing that anybody else has to know.
      }
    }
    return answer;
  }

  private AwsResponse noteKey(String account, AwsResponse answer) throws IOException {
    byte[] body;
    try (var in = answer.body()) {
      body = in.readAllBytes();
    }
    var root = IamXml.parse(body);
    var key = IamXml.first(root, "AccessKeyId").map(Element::getTextContent);
    var user = IamXml.first(root, "UserName").map(Element::getTextContent);
    if (key.isPresent() && user.isPresent()) {
      sessions.addKey(key.get(), new Sessions.User(account, user.get(), "AIDA" + user.get()));
    }
    return new AwsResponse(
        answer.status(), answer.headers(), answer.error(), new ByteArrayInputStream(body));
  }

  private static void refuseWhatIsNotUnderstood(Map<String, String> form) {
    for (var field : new String[] {"PolicyDocument", "AssumeRolePolicyDocument"}) {
      var document = form.get(field);
      if (document != null) {
        PolicyDocument.parse(form.getOrDefault("PolicyName", field), document);
      }
    }
  }
}
