package dev.aileron.sandbox.lambda.control;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A layer with the versions of it that can be used for new functions. */
final class Layer {

  /** One version; functions that have it keep it when it is deleted. */
  record LayerVersion(
      int number,
      Code code,
      String description,
      @Nullable String license,
      List<String> runtimes,
      List<String> architectures,
      String created) {}

  final String arn;
  final TreeMap<Integer, LayerVersion> versions = new TreeMap<>();

  /** Deleted ones too: functions may still run them. */
  final TreeMap<Integer, LayerVersion> all = new TreeMap<>();

  Layer(String arn) {
    this.arn = arn;
  }
}
