package dev.aileron.sandbox.aws.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.aileron.sandbox.aws.AwsCall;
import dev.aileron.sandbox.aws.AwsRequest;
import dev.aileron.sandbox.aws.AwsResponse;
import dev.aileron.sandbox.aws.AwsSettings;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import dev.aileron.sandbox.aws.LocalAwsHarness;
import dev.aileron.sandbox.aws.StubModel;
import dev.aileron.sandbox.aws.model.AwsError;
import dev.aileron.sandbox.aws.model.Caller;
import dev.aileron.sandbox.aws.model.Roles.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** Rules 12 and 26: roles, who may assume them, and what their sessions may do. */
class IdentityTest {

  private static final String OTHER = "222233334444";
  private static final String DEPLOYER = "arn:aws:iam::222233334444:role/deployer";
  private static final String TRUSTS_HOME =
      "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:root\"}}]}";
  private static final String TRUSTS_LAMBDA =
      "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"Service\": \"lambda.amazonaws.com\"}}]}";

  @TempDir private Path directory;
  private final StubIam iam = new StubIam();
  private final StubModel lambda =
      new StubModel(
          "lambda",
          call ->
              call.operation().name().equals("ListTags")
                  ? "{\"Tags\": {\"owner\": \"%s\"}}"
                      .formatted(
                          String.valueOf(call.operation().resource()).contains("mine")
                              ? "me"
                              : "you")
                  : "{}");
  private LocalAwsHarness aws;

  @AfterEach
  void stop() throws IOException {
    aws.close();
  }

  @Test
  void assumesARoleOfAnotherAccountAndActsThere() throws Exception {
    // given
    start(Profile.fast, "");
    iam.role(OTHER, "deployer", TRUSTS_HOME);

    // when
    var assumed =
        aws.client(StsClient.builder())
            .assumeRole(to -> to.roleArn(DEPLOYER).roleSessionName("release").durationSeconds(900));
    lambdaAs(assumed.credentials()).listFunctions();

    // then
    var arn = "arn:aws:sts::222233334444:assumed-role/deployer/release";
    assertThat(assumed.assumedRoleUser().arn()).isEqualTo(arn);
    assertThat(assumed.assumedRoleUser().assumedRoleId()).isEqualTo("AROAdeployer:release");
    assertThat(assumed.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
    assertThat(assumed.credentials().expiration())
        .isEqualTo(
            aws.clock
                .instant()
                .plusSeconds(900)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    assertThat(lambda.calls().getFirst().caller().accountId()).isEqualTo(OTHER);
    assertThat(lambda.calls().getFirst().caller().principalArn()).isEqualTo(arn);
    var identity = stsAs(assumed.credentials()).getCallerIdentity();
    assertThat(identity.account()).isEqualTo(OTHER);
    assertThat(identity.arn()).isEqualTo(arn);
    assertThat(aws.log())
        .anyMatch(line ->
            line.contains("ListFunctions") && line.contains("\"account\":\"222233334444\""));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::222233334444:role/missing,   no such role",
    "arn:aws:iam::222233334444:role/lambdas,   trusts a service only",
    "arn:aws:iam::222233334444:role/stranger,  trusts another account",
    "arn:aws:iam::222233334444:role/ops/deployer, another path",
    "nonsense,                                 no ARN",
  })
  void refusesAMissingRoleAndOneThatDoesNotTrust(String arn, String why) throws Exception {
    // given
    start(Profile.fast, "");
    iam.role(OTHER, "deployer", TRUSTS_HOME);
    iam.role(OTHER, "lambdas", TRUSTS_LAMBDA);
    iam.role(OTHER, "stranger", TRUSTS_HOME.replace("111122223333", "999999999999"));

    // when
    var error =
        catchThrowableOfType(
            StsException.class,
            () ->
                aws.client(StsClient.builder())
                    .assumeRole(to -> to.roleArn(arn).roleSessionName("release")));

    // then
    assertThat(error.statusCode()).describedAs(why).isEqualTo(403);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(error.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:root is not authorized to perform: sts:AssumeRole on resource: "
                + arn);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"tenant-7, true", "tenant-8, false", "-, false"})
  void asksForTheExternalId(String externalId, boolean admitted) throws Exception {
    // given
    start(Profile.fast, "");
    iam.role(
        OTHER,
        "deployer",
        TRUSTS_HOME.replace(
            "\"Principal\"",
            "\"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"tenant-7\"}}, \"Principal\""));

    // when
    var error =
        catchThrowableOfType(
            StsException.class,
            () ->
                aws.client(StsClient.builder())
                    .assumeRole(
                        to -> to.roleArn(DEPLOYER).roleSessionName("s1").externalId(externalId)));

    // then
    assertThat(error == null).isEqualTo(admitted);
  }

  @Test
  void tagsNeedTheRightToTagTheSession() throws Exception {
    // given
    start(Profile.fast, "");
    iam.role(OTHER, "deployer", TRUSTS_HOME);
    Runnable assume =
        () ->
            aws.client(StsClient.builder())
                .assumeRole(to ->
                    to.roleArn(DEPLOYER)
                        .roleSessionName("s1")
                        .tags(tag -> tag.key("namespace").value("shop")));

    // then
    assertThat(catchThrowableOfType(StsException.class, assume::run)).isNotNull();
    iam.role(
        OTHER,
        "deployer",
        TRUSTS_HOME.replace("\"sts:AssumeRole\"", "[\"sts:AssumeRole\", \"sts:TagSession\"]"));
    aws.clock.advance(Duration.ofMinutes(1));
    start(Profile.fast, "");
    assume.run();
  }

  @Test
  void aServiceAssumesTheRolesThatTrustIt() throws Exception {
    // given
    start(Profile.fast, "policies: true");
    iam.role(OTHER, "lambdas", TRUSTS_LAMBDA);
    var assume =
        new AwsCall(
            "sts",
            "AssumeRole",
            Map.of(
                "RoleArn", "arn:aws:iam::222233334444:role/lambdas", "RoleSessionName", "orders"));

    // when
    var lambdaItself = aws.aws.endpoint().send(service("lambda"), "sts", assume.request());
    var states = aws.aws.endpoint().send(service("states"), "sts", assume.request());

    // then
    assertThat(lambdaItself.status()).isEqualTo(200);
    assertThat(states.error()).isEqualTo("AccessDenied");
  }

  private static Caller service(String name) {
    return new Caller(OTHER, "eu-west-1", name + ".amazonaws.com", null);
  }

  @Test
  void sessionsEnd() throws Exception {
    // given
    start(Profile.fast, "");
    iam.role(OTHER, "deployer", TRUSTS_HOME);
    var assumed =
        aws.client(StsClient.builder())
            .assumeRole(to -> to.roleArn(DEPLOYER).roleSessionName("s1").durationSeconds(900));

    // when
    aws.clock.advance(Duration.ofSeconds(901));
    var error =
        catchThrowableOfType(
            LambdaException.class, () -> lambdaAs(assumed.credentials()).listFunctions());

    // then
    assertThat(error.statusCode()).isEqualTo(403);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ExpiredTokenException");
  }

  @Test
  void refusesCredentialsThatNobodyWasGiven() throws Exception {
    // given
    start(Profile.fast, "");
    var invented =
        Credentials.builder()
            .accessKeyId("ASIAAAAAAAAAAAAAAAAA")
            .secretAccessKey("s")
            .sessionToken("t")
            .build();

    // when
    var error =
        catchThrowableOfType(LambdaException.class, () -> lambdaAs(invented).listFunctions());

    // then
    assertThat(error.statusCode()).isEqualTo(403);
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo("UnrecognizedClientException");
  }

  /** Rule 12. */
  @Test
  void aNewRoleIsNotKnownEverywhereAtOnce() throws Exception {
    // given
    start(Profile.real, "");
    var arn = "arn:aws:iam::111122223333:role/orders";
    var roles = aws.aws.roles();
    assertThat(roles.ask(arn, "lambda.amazonaws.com")).isEqualTo(Answer.MISSING);
    createRole("orders", TRUSTS_LAMBDA);

    // then
    assertThat(roles.ask(arn, "lambda.amazonaws.com")).isEqualTo(Answer.NOT_YET);
    assertThat(roles.ask(arn, "states.amazonaws.com")).isEqualTo(Answer.NOT_TRUSTING);
    aws.clock.advance(Duration.ofSeconds(8));
    assertThat(roles.ask(arn, "lambda.amazonaws.com")).isEqualTo(Answer.ASSUMABLE);
  }

  @Test
  void providesRolesThatSettingsName() throws Exception {
    // when
    start(Profile.real, "roles: [orders, 'arn:aws:iam::222233334444:role/ops/jobs']");
    aws.aws.prepare();

    // then
    var roles = aws.aws.roles();
    assertThat(roles.ask("arn:aws:iam::111122223333:role/orders", "lambda.amazonaws.com"))
        .isEqualTo(Answer.ASSUMABLE);
    assertThat(roles.ask("arn:aws:iam::222233334444:role/ops/jobs", "states.amazonaws.com"))
        .isEqualTo(Answer.ASSUMABLE);
    assertThat(roles.ask("arn:aws:iam::222233334444:role/jobs", "states.amazonaws.com"))
        .isEqualTo(Answer.MISSING);
  }

  @Test
  void evaluatesARolesPoliciesWhenAskedTo() throws Exception {
    // given
    start(Profile.fast, "policies: true");
    iam.role(OTHER, "deployer", TRUSTS_HOME);
    iam.policy(
        OTHER,
        "deployer",
        """
        {"Statement": [
          {"Effect": "Allow", "Action": ["lambda:Get*", "lambda:UpdateFunctionCode"],
           "Resource": "arn:aws:lambda:eu-west-1:222233334444:function:shop-*"},
          {"Effect": "Deny", "Action": "lambda:UpdateFunctionCode", "Resource": "*",
           "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}},
          {"Effect": "Allow", "Action": "lambda:CreateFunction", "Resource": "*"},
          {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::222233334444:role/run-*",
           "Condition": {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}}]}
        """);
    var assumed =
        aws.client(StsClient.builder())
            .assumeRole(to -> to.roleArn(DEPLOYER).roleSessionName("release"));
    var client = lambdaAs(assumed.credentials());

    // then
    client.getFunction(to -> to.functionName("shop-orders"));
    client.createFunction(to -> to.functionName("f").role("arn:aws:iam::222233334444:role/run-f"));
    assertThat(
            catchThrowableOfType(
                    LambdaException.class, () -> client.getFunction(to -> to.functionName("other")))
                .awsErrorDetails()
                .errorMessage())
        .isEqualTo(
            "User: arn:aws:sts::222233334444:assumed-role/deployer/release is not authorized to perform: lambda:GetFunction"
                + " on resource: arn:aws:lambda:eu-west-1:222233334444:function:other"
                + " because no identity-based policy allows the lambda:GetFunction action");
    assertThat(
            catchThrowableOfType(
                    LambdaException.class,
                    () ->
                        client.createFunction(to ->
                            to.functionName("f").role("arn:aws:iam::222233334444:role/admin")))
                .awsErrorDetails()
                .errorMessage())
        .contains(
            "not authorized to perform: iam:PassRole on resource: arn:aws:iam::222233334444:role/admin");
    assertThat(
            catchThrowableOfType(
                LambdaException.class, () -> client.invoke(to -> to.functionName("shop-orders"))))
        .hasMessageContaining("lambda:InvokeFunction")
        .satisfies(error -> assertThat(error.statusCode()).isEqualTo(403));
  }

  @Test
  void aSessionPolicyNarrowsTheRole() throws Exception {
    // given
    start(Profile.fast, "policies: true");
    iam.role(OTHER, "deployer", TRUSTS_HOME);
    iam.policy(OTHER, "deployer", allow("lambda:*"));
    var assumed =
        aws.client(StsClient.builder())
            .assumeRole(
                to -> to.roleArn(DEPLOYER).roleSessionName("s1").policy(allow("lambda:List*")));

    // then
    var client = lambdaAs(assumed.credentials());
    client.listFunctions();
    assertThat(
            catchThrowableOfType(
                LambdaException.class, () -> client.getFunction(to -> to.functionName("f"))))
        .isNotNull();
  }

  @Test
  void asksForTheTagsOfAResource() throws Exception {
    // given
    start(Profile.fast, "policies: true");
    iam.role(OTHER, "deployer", TRUSTS_HOME);
    iam.policy(
        OTHER,
        "deployer",
        """
        {"Statement": {"Effect": "Allow", "Action": "lambda:*", "Resource": "*",
         "Condition": {"StringEquals": {"aws:ResourceTag/owner": "me"}}}}\
        """);
    var assumed =
        aws.client(StsClient.builder())
            .assumeRole(to -> to.roleArn(DEPLOYER).roleSessionName("s1"));
    var client = lambdaAs(assumed.credentials());

    // then
    client.getFunction(to -> to.functionName("mine").qualifier("live"));
    assertThat(
            catchThrowableOfType(
                LambdaException.class, () -> client.getFunction(to -> to.functionName("yours"))))
        .isNotNull();
  }

  /** What is not understood is no mistake of the sandbox, and no missing role either. */
  @Test
  void refusesToGuessWhatATrustMeans() throws Exception {
    // given
    start(Profile.fast, "");
    createRole(
        "orders",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"Service\": \"lambda.amazonaws.com\"}, \"Condition\": {\"StringEquals\": {\"aws:SourceVpc\": \"v\"}}}}");

    // when
    var error =
        catchThrowableOfType(
            AwsError.class,
            () ->
                aws.aws
                    .roles()
                    .ask("arn:aws:iam::111122223333:role/orders", "lambda.amazonaws.com"));

    // then
    assertThat(error.status()).isEqualTo(501);
    assertThat(error.message()).contains("The condition key aws:SourceVpc");
  }

  @Test
  void aFailureOfIamIsNoMissingRole() throws Exception {
    // given
    start(Profile.fast, "");
    var arn = "arn:aws:iam::111122223333:role/orders";
    createRole("orders", TRUSTS_LAMBDA);
    iam.failing = true;

    // when
    var error =
        catchThrowableOfType(
            UncheckedIOException.class, () -> aws.aws.roles().ask(arn, "lambda.amazonaws.com"));
    iam.failing = false;

    // then
    assertThat(error).hasMessageContaining("Throttling");
    assertThat(aws.aws.roles().ask(arn, "lambda.amazonaws.com")).isEqualTo(Answer.ASSUMABLE);
  }

  @Test
  void refusesToGuessWhatAPolicyMeans() throws Exception {
    // given
    start(Profile.fast, "policies: true");
    iam.role(OTHER, "deployer", TRUSTS_HOME);
    iam.policy(
        OTHER,
        "deployer",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\", \"Condition\": {\"IpAddress\": {\"aws:SourceIp\": \"10.0.0.0/8\"}}}}");
    var assumed =
        aws.client(StsClient.builder())
            .assumeRole(to -> to.roleArn(DEPLOYER).roleSessionName("s1"));

    // when
    var error =
        catchThrowableOfType(
            LambdaException.class, () -> lambdaAs(assumed.credentials()).listFunctions());

    // then
    assertThat(error.statusCode()).isEqualTo(501);
    assertThat(error.awsErrorDetails().errorMessage())
        .contains(
            "The condition operator IpAddress in statement 0 of the policy p0 is not evaluated.");
  }

  private void start(Profile profile, String settings) throws IOException {
    if (aws != null) {
      aws.close();
    }
    aws =
        new LocalAwsHarness(directory, AwsSettings.read(profile, "aws.yaml", settings), iam::answer)
            .with(lambda);
  }

  private void createRole(String name, String trust) throws Exception {
    aws.send(
        "POST",
        "/",
        "Action=CreateRole&Version=2010-05-08&RoleName=%s&AssumeRolePolicyDocument=%s"
            .formatted(name, URLEncoder.encode(trust, StandardCharsets.UTF_8)),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Authorization",
        LocalAwsHarness.signature(LocalAwsHarness.HOME, "iam"));
  }

  private LambdaClient lambdaAs(Credentials credentials) {
    return aws.client(LambdaClient.builder(), session(credentials), "eu-west-1");
  }

  private StsClient stsAs(Credentials credentials) {
    return aws.client(StsClient.builder(), session(credentials), "eu-west-1");
  }

  private static AwsSessionCredentials session(Credentials credentials) {
    return AwsSessionCredentials.create(
        credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
  }

  private static String allow(String action) {
    return "{\"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"%s\", \"Resource\": \"*\"}]}"
        .formatted(action);
  }

  /** IAM as the emulator answers it, as far as these tests need it. */
  private static final class StubIam {

    private record Role(String arn, String trust, List<String> policies) {}

    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private volatile boolean failing;

    void role(String account, String name, String trust) {
      add(account, "/", name, trust);
    }

    void policy(String account, String name, String document) {
      roles.computeIfPresent(
          account + "/" + name,
          (key, role) -> new Role(role.arn(), role.trust(), List.of(document)));
    }

    AwsResponse answer(AwsRequest request) {
      var form = request.form();
      var account = request.scope().accessKeyId();
      var name = form.getOrDefault("RoleName", "");
      var role = roles.get(account + "/" + name);
      if (failing) {
        return xml(400, "<ErrorResponse><Error><Code>Throttling</Code></Error></ErrorResponse>");
      }
      return switch (form.getOrDefault("Action", "")) {
        case "CreateRole" -> {
          add(account, form.getOrDefault("Path", "/"), name, form.get("AssumeRolePolicyDocument"));
          yield xml(200, "<CreateRoleResponse/>");
        }
        case "GetRole" ->
            role == null
                ? xml(
                    404, "<ErrorResponse><Error><Code>NoSuchEntity</Code></Error></ErrorResponse>")
                : xml(
                    200,
                    "<GetRoleResponse><GetRoleResult><Role><RoleName>%s</RoleName><RoleId>AROA%s</RoleId><Arn>%s</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>%s</AssumeRolePolicyDocument></Role></GetRoleResult></GetRoleResponse>"
                        .formatted(name, name, role.arn(), encode(role.trust())));
        case "ListRolePolicies" ->
            xml(
                200,
                "<ListRolePoliciesResponse><PolicyNames>%s</PolicyNames></ListRolePoliciesResponse>"
                    .formatted(role.policies().isEmpty() ? "" : "<member>p0</member>"));
        case "GetRolePolicy" ->
            xml(
                200,
                "<GetRolePolicyResponse><PolicyDocument>%s</PolicyDocument></GetRolePolicyResponse>"
                    .formatted(encode(role.policies().getFirst())));
        default -> xml(200, "<Response/>");
      };
    }

    private void add(String account, String path, String name, String trust) {
      roles.put(
          account + "/" + name,
          new Role("arn:aws:iam::" + account + ":role" + path + name, trust, List.of()));
    }

    private static String encode(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static AwsResponse xml(int status, String text) {
      var answer = AwsResponse.of(status, "text/xml", text.getBytes(StandardCharsets.UTF_8));
      return status == 200 ? answer : answer.withError("NoSuchEntity");
    }
  }
}
