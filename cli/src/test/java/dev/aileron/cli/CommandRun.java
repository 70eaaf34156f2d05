package dev.aileron.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run of the command gave.
 *
 * @param out with paths from the folder of the tests' files, or the checkout's top, on
 */
record CommandRun(int code, String out, String err) {
  /** The checkout's top. */
  static final Path TOP = Path.of(System.getProperty("project.root", ".."));

  static CommandRun of(Path folder, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    PrintWriter outPrinter = new PrintWriter(out);
    PrintWriter errPrinter = new PrintWriter(err);
    int code = Aileron.run(outPrinter, errPrinter, args);
    outPrinter.flush();
    errPrinter.flush();
    String top = folder.normalize().toString().replace('\\', '/') + "/";
    return new CommandRun(code, out.toString().replace(top, ""), err.toString().replace(top, ""));
  }

  /** With {@code -Dcli.golden.write=true} the expected outputs are written anew instead. */
  static void assertGolden(Path golden, String actual) throws IOException {
    if (Boolean.getBoolean("cli.golden.write")) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(golden));
  }
}
