package dev.aileron.cli.report;

/** The ways to show findings, by the words that people type. */
public enum Format {
  text(new TextReport()),
  json(new JsonReport()),
  sarif(new SarifReport()),
  github(new GithubReport());

  private final Report report;

  Format(Report report) {
    this.report = report;
  }

  /** Shows them so. */
  public Report report() {
    return report;
  }
}
