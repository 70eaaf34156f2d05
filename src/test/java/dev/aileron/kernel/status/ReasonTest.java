package dev.aileron.kernel.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {
  /** Kubernetes' rule for reasons (metav1.Condition), and a sentence for people. */
  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsAWordWithASentence(Reason reason) {
    assertThat(reason.name()).matches("[A-Z][A-Za-z]*").hasSizeLessThanOrEqualTo(64);
    assertThat(reason.meaning()).matches("[A-Za-z].*[^.]\\.").hasSizeGreaterThan(20);
  }
}
