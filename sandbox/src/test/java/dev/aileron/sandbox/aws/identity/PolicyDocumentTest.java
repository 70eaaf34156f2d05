package dev.aileron.sandbox.aws.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.sandbox.aws.model.AwsError;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyDocumentTest {

  private static final String FUNCTION = "arn:aws:lambda:eu-west-1:1:function:orders";

  /** With team=shop on the caller, tags a and b in the request, no ExternalId, 2026-11-25 now. */
  private static final Circumstances NOW =
      new Circumstances()
          .with("aws:PrincipalTag/team", "shop")
          .with("aws:RequestTag/team", "shop")
          .withAll("aws:TagKeys", List.of("a", "b"))
          .with("aws:CurrentTime", "2026-11-25T00:00:00Z")
          .with("aws:EpochTime", "1795564800")
          .with("aws:SecureTransport", "true");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Action": "lambda:getfunction", "Resource": "*"                                            | true
          "Action": "lambda:Get*", "Resource": "arn:aws:lambda:*:*:function:ord?rs"                  | true
          "Action": ["sqs:*", "lambda:*"], "Resource": ["x", "arn:aws:lambda:eu-west-1:1:function:*"] | true
          "Action": "lambda:Get*", "Resource": "arn:aws:lambda:eu-west-1:1:function:order"           | false
          "NotAction": "lambda:Delete*", "Resource": "*"                                             | true
          "NotAction": "lambda:Get*", "Resource": "*"                                                | false
          "Action": "*", "NotResource": "arn:aws:lambda:eu-west-1:1:function:ord*"                   | false
          "Action": "*", "Resource": "arn:aws:lambda:*:*:function:${aws:PrincipalTag/team}-*"        | false
          "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:RequestTag/team": "${aws:PrincipalTag/team}"}} | true
          "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": ["ops", "shop"]}} | true
          "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:PrincipalTag/team": ["ops", "shop"]}} | false
          "Action": "*", "Resource": "*", "Condition": {"StringLike": {"aws:PrincipalTag/team": "s*"}} | true
          "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"sts:ExternalId": "x"}}     | false
          "Action": "*", "Resource": "*", "Condition": {"StringEqualsIfExists": {"sts:ExternalId": "x"}} | true
          "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"sts:ExternalId": "x"}}  | true
          "Action": "*", "Resource": "*", "Condition": {"Null": {"sts:ExternalId": "true"}}          | true
          "Action": "*", "Resource": "*", "Condition": {"Null": {"aws:TagKeys": "true"}}             | false
          "Action": "*", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["a", "b", "c"]}} | true
          "Action": "*", "Resource": "*", "Condition": {"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}} | false
          "Action": "*", "Resource": "*", "Condition": {"ForAnyValue:StringEquals": {"aws:TagKeys": ["a"]}} | true
          "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": true}}       | true
          "Action": "*", "Resource": "*", "Condition": {"DateLessThan": {"aws:CurrentTime": "2027-01-01T00:00:00Z"}} | true
          "Action": "*", "Resource": "*", "Condition": {"NumericGreaterThan": {"aws:EpochTime": "1795564800"}} | false
          "Action": "*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:PrincipalTag/team": "ops"}} | false
          """)
  void applies(String statement, boolean applies) {
    // given
    var policy =
        PolicyDocument.parse("p", "{\"Statement\": {\"Effect\": \"Allow\", " + statement + "}}");

    // when
    var found = policy.statements().getFirst().applies("lambda:GetFunction", FUNCTION, NOW);

    // then
    assertThat(found).isEqualTo(applies);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Condition": {"IpAddress": {"aws:SourceIp": "1"}}      | The condition operator IpAddress
          "Condition": {"StringEquals": {"kms:ViaService": "1"}} | The condition key kms:ViaService
          "Condition": {"Every:StringEquals": {"aws:TagKeys": "1"}} | The condition operator Every:StringEquals
          "NotPrincipal": "*"                                    | The element NotPrincipal
          "Principal": {"CanonicalUser": "x"}                    | Principals of the kind CanonicalUser
          "Effect": "allow"                                      | The effect 'allow'
          """)
  void refusesWhatItDoesNotUnderstand(String element, String message) {
    assertThatThrownBy(() ->
            PolicyDocument.parse(
                "p", "{\"Statement\": [{\"Effect\": \"Allow\", " + element + "}]}"))
        .isInstanceOf(AwsError.class)
        .hasMessageStartingWith(message)
        .hasMessageEndingWith("evaluated. See docs/sandbox.md.");
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "a*c, abbc, true",
    "a*c, ac, true",
    "a*b*c, a-b-b-c, true",
    "a?c, abc, true",
    "a?c, ac, false",
    "abc, abcd, false",
    "*d, abc, false",
    "a*, b, false",
  })
  void wildcards(String pattern, String text, boolean fits) {
    assertThat(Wildcards.matches(pattern, text)).isEqualTo(fits);
  }
}
