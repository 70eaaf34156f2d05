package dev.aileron.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar was built as. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Aileron.class.getPackage().getImplementationVersion();
    return new String[] {"aileron " + (version == null ? "(not packaged)" : version)};
  }
}
