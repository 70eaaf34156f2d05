package dev.aileron.kube;

import dev.aileron.kernel.conditions.Conditions;
import dev.aileron.kernel.naming.ExternalName;
import dev.aileron.kernel.naming.Hashes;
import dev.aileron.kernel.status.Reason;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what happened to an object as Kubernetes Events, on transitions only. An Event that cannot
 * be written is logged: it must never hold up the work it tells about.
 */
public final class EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final String COMPONENT = "aileron";
  private static final int MAX_NAME = 253;

  private final KubernetesClient client;
  private final Clock clock;

  public EventRecorder(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Something went as it should. */
  public void normal(HasMetadata object, Reason reason, String message) {
    record(object, "Normal", reason, message);
  }

  /** Something needs attention. */
  public void warning(HasMetadata object, Reason reason, String message) {
    record(object, "Warning", reason, message);
  }

  private void record(HasMetadata object, String type, Reason reason, String message) {
    Instant now = clock.instant();
    String time = Conditions.time(now);
    String subject = object.getMetadata().getName();
    String hash = Hashes.brief(object.getMetadata().getUid() + reason + message + now);
    Event event =
        new EventBuilder()
            .withNewMetadata()
            .withName(ExternalName.shortened(subject, MAX_NAME - hash.length() - 1) + "." + hash)
            .withNamespace(object.getMetadata().getNamespace())
            .endMetadata()
            .withType(type)
            .withReason(reason.name())
            .withMessage(bounded(message))
            .withFirstTimestamp(time)
            .withLastTimestamp(time)
            .withCount(1)
            .withNewSource()
            .withComponent(COMPONENT)
            .endSource()
            .withReportingComponent(COMPONENT)
            .withNewInvolvedObject()
            .withApiVersion(object.getApiVersion())
            .withKind(object.getKind())
            .withName(subject)
            .withNamespace(object.getMetadata().getNamespace())
            .withUid(object.getMetadata().getUid())
            .endInvolvedObject()
            .build();
    try {
      client.resource(event).create();
    } catch (KubernetesClientException e) {
      // An Event is worth no retry, but a right that is missing has to be seen.
      LOG.warn("Could not record {} for {}: {}", reason, subject, e.getMessage());
    }
  }

  private static String bounded(String message) {
    return message.length() <= Conditions.MAX_MESSAGE
        ? message
        : message.substring(0, Conditions.MAX_MESSAGE - 1) + "…";
  }
}
