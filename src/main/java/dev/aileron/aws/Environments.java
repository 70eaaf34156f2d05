package dev.aileron.aws;

import java.util.Optional;

/** Which environment a namespace belongs to. */
@FunctionalInterface
public interface Environments {
  /** The environment of a namespace; empty if there is none for it. */
  Optional<AwsEnvironment> of(String namespace);
}
