package dev.aileron.sandbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          faults --dir /nowhere                  | Missing required parameter: 'FILE|clear|show'
          up --dir /nowhere --aws-profile slow   | expected one of [real, fast]
          up --dir /nowhere --with argocd        | --with argocd is not available yet
          up --dir /nowhere --with operator,argocd | --with argocd is not available yet
          up --dir /nowhere --with everything    | --with knows operator, not 'everything'
          up --dir /nowhere --only gcp           | --only knows aws and kubernetes, not 'gcp'
          up --dir /nowhere --only aws --with operator | leave out --only
          requests --dir /nowhere --since lunch  | --since takes a time
          operator --dir /nowhere juggle         | expected one of [start, stop, kill, restart]
          sideways                               | Unmatched argument
          """)
  void answersAWrongCallWithStatusTwoAndWhatIsWrong(String arguments, String message) {
    // given
    var errors = new StringWriter();
    var commandLine = new CommandLine(new SandboxCommand()).setErr(new PrintWriter(errors));

    // when
    int status = commandLine.execute(arguments.strip().split(" "));

    // then
    assertThat(status).isEqualTo(2);
    assertThat(errors.toString()).contains(message);
  }
}
