package dev.aileron.sandbox.lambda.control;

import dev.aileron.sandbox.lambda.wire.Errors;
import java.util.List;
import java.util.Set;

/** The runtimes that the service knows, in the order in which it lists them. */
final class Runtimes {

  private static final List<String> LISTED =
      List.of(
          ("nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x,"
                  + " nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2,"
                  + " python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6,"
                  + " nodejs18.x, provided.al2, java8.al2")
              .split(", "));

  /** Newer than the recorded list. */
  private static final Set<String> NEWER =
      Set.of(
          "ruby4.0", "nodejs26.x", "python3.15", "java8.al2023", "java11.al2023", "java17.al2023");

  private static final Set<String> RETIRED =
      Set.of(
          "nodejs",
          "nodejs4.3",
          "nodejs4.3-edge",
          "nodejs6.10",
          "nodejs8.10",
          "nodejs10.x",
          "nodejs12.x",
          "nodejs14.x",
          "java8",
          "python2.7",
          "python3.6",
          "python3.7",
          "dotnetcore1.0",
          "dotnetcore2.0",
          "dotnetcore2.1",
          "dotnetcore3.1",
          "go1.x",
          "ruby2.5",
          "ruby2.7",
          "provided");

  private static final Set<String> SNAPSHOTS =
      Set.of(
          "java11",
          "java17",
          "java21",
          "java25",
          "java11.al2023",
          "java17.al2023",
          "python3.12",
          "python3.13",
          "python3.14",
          "python3.15",
          "dotnet8",
          "dotnet10");

  private Runtimes() {}

  static void check(String runtime) {
    if (RETIRED.contains(runtime)) {
      throw Errors.invalid(
          ("The runtime parameter of %s is no longer supported for creating or updating AWS Lambda"
                  + " functions. We recommend you use a supported runtime while creating or updating"
                  + " functions.")
              .formatted(runtime));
    }
    if (!LISTED.contains(runtime) && !NEWER.contains(runtime)) {
      throw Errors.invalid(
          "Value %s at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [%s] or be a valid ARN"
              .formatted(runtime, String.join(", ", LISTED)));
    }
  }

  static boolean snapshots(String runtime) {
    return SNAPSHOTS.contains(runtime);
  }
}
