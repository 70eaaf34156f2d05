package dev.aileron.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.aileron.sandbox.SandboxException;
import dev.aileron.sandbox.aws.AwsSettings.Profile;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSettingsTest {

  @Test
  void aFileReplacesSingleValuesOfAProfile() {
    // when
    var settings =
        AwsSettings.read(
            Profile.real,
            "aws.yaml",
            """
            settle:
              create: 500ms
            lag: {tags: 2m}
            metricLag: 0
            policies: true
            roles: [orders, arn:aws:iam::222233334444:role/ops/deployer]
            seed: 42
            """);

    // then
    var usual = AwsSettings.of(Profile.real).timing();
    assertThat(settings.timing().settle().create()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.timing().settle().update()).isEqualTo(usual.settle().update());
    assertThat(settings.timing().lag().tags()).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.timing().metricLag()).isZero();
    assertThat(settings.timing().quotas()).isTrue();
    assertThat(settings.timing().seed()).isEqualTo(42);
    assertThat(settings.policies()).isTrue();
    assertThat(settings.roles())
        .containsExactly("orders", "arn:aws:iam::222233334444:role/ops/deployer");
  }

  @Test
  void anEmptyFileChangesNothing() {
    assertThat(AwsSettings.read(Profile.fast, "aws.yaml", "# nothing\n"))
        .usingRecursiveComparison()
        .isEqualTo(AwsSettings.of(Profile.fast));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quota: false                  | aws.yaml, line 1: quota is no field that is known here. Known are: alarmInterval, iamPropagation, idle, keepExecutions, lag, metricLag, mocks, policies, quotas, roles, seed, settle.
          quotas: maybe                 | aws.yaml, line 1: quotas is to be true or false, not 'maybe'.
          settle: {craete: 1s}          | aws.yaml, line 1: settle.craete is no field that is known here. Known are: create, deletion, mapping, provisioned, update, vpc.
          settle: soon                  | aws.yaml, line 1: settle is to be a mapping, a field a line.
          idle: 5 parsecs               | aws.yaml, line 1: idle is to be a time such as 200ms, 3s, 5m or 2h, not '5 parsecs'.
          seed: high                    | aws.yaml, line 1: seed is to be a whole number from
          alarmInterval: 0              | aws.yaml, line 1: alarmInterval is to be longer than nothing.
          keepExecutions: always        | aws.yaml, line 1: keepExecutions is to be true or false, not 'always'.
          mocks: {"glue:startJobRun": {reslt: 1}} | aws.yaml, line 1: mocks is wrong: The mock of glue:startJobRun has no field reslt; it has result, or error and cause.
          mocks: {"glue:startJobRun": {}} | aws.yaml, line 1: mocks is wrong: The mock of glue:startJobRun needs either result, or error and perhaps cause.
          mocks: {glue: {result: 1}}    | aws.yaml, line 1: mocks is wrong: glue is no resource of a task
          mocks: [glue]                 | aws.yaml, line 1: mocks is to be a mapping.
          quotas: [                     | aws.yaml, line 1: this is no YAML
          - a                           | aws.yaml, line 1: the file is to be a mapping, a field a line.
          """)
  void saysWhatIsWrongAndWhere(String yaml, String message) {
    assertThatThrownBy(() -> AwsSettings.read(Profile.real, "aws.yaml", yaml))
        .isInstanceOf(SandboxException.class)
        .hasMessageStartingWith(message);
  }
}
