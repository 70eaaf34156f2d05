package dev.aileron.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

  /** By uid, the resourceVersion that our last write made, until the cache was seen to have it. */
  private final Map<String, String> written = new ConcurrentHashMap<>();

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
      HasMetadata patched = client.resource((HasMetadata) blank).subresource("status").patch(APPLY);
      written.put(object.getMetadata().getUid(), patched.getMetadata().getResourceVersion());
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return false;
      }
      throw e;
    }
    return true;
  }

  /**
   * The object as it was after our last write, or newer. The watch that fills the cache can be
   * behind it; a pass over what the cache has would then repeat what the pass before it did, and
   * write an older status over a newer one.
   *
   * @return the same if the cache is not behind; empty if there is no such object any more
   */
  public <P extends HasMetadata> Optional<P> newest(P cached) {
    String uid = cached.getMetadata().getUid();
    String ours = written.get(uid);
    if (ours == null) {
      return Optional.of(cached);
    }
    if (!isOlder(cached.getMetadata().getResourceVersion(), ours)) {
      written.remove(uid, ours);
      return Optional.of(cached);
    }
    P live = client.resource(cached).get();
    if (live == null || !live.getMetadata().getUid().equals(uid)) {
      written.remove(uid);
      return Optional.empty();
    }
    return Optional.of(live);
  }

  /** Forgets an object that is about to be gone. */
  public void forget(HasMetadata object) {
    written.remove(object.getMetadata().getUid());
  }

  /** Resource versions are decimal numbers that grow (Kubernetes KEP-5504). */
  private static boolean isOlder(String version, String than) {
    return version.length() == than.length()
        ? version.compareTo(than) < 0
        : version.length() < than.length();
  }
}
