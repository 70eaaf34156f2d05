package dev.aileron.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Objects;

/**
 * The one place that patches statuses: server-side apply of a fresh object that holds nothing but
 * the status, so that no field of somebody else is claimed. It goes round JOSDK's UpdateControl,
 * which in 5.3 can lose a change of the spec that lands during its own status write
 * (java-operator-sdk#3484).
 */
public final class StatusWriter {
  /** Owner of the fields that the operator writes. */
  public static final String FIELD_MANAGER = "aileron";

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager(FIELD_MANAGER)
          .withForce(true)
          .build();

  private final KubernetesClient client;

  public StatusWriter(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Writes the status if it differs from the object's.
   *
   * @param blank a new object of the kind, which becomes the patch
   * @return whether something was written; false also if the object is gone
   */
  public <T, P extends CustomResource<?, T>> boolean write(P object, T status, P blank) {
    if (Objects.equals(object.getStatus(), status)) {
      return false;
    }
    blank.setMetadata(
        new ObjectMetaBuilder()
            .withName(object.getMetadata().getName())
            .withNamespace(object.getMetadata().getNamespace())
            .withUid(object.getMetadata().getUid())
            .build());
    blank.setStatus(status);
    try {
      client.resource((HasMetadata) blank).subresource("status").patch(APPLY);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
    return true;
  }
}
