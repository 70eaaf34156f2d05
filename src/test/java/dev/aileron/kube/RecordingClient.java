package dev.aileron.kube;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that takes note of statuses patched and Events created, and reaches nobody. */
final class RecordingClient {
  /** Statuses in the order they were written. */
  final List<Object> statuses = new ArrayList<>();

  /** {@code Normal Reason: message} in the order they were recorded. */
  final List<String> events = new ArrayList<>();

  final List<String> eventNames = new ArrayList<>();

  /** Of every object, before and after a write. */
  static final String RESOURCE_VERSION = "1";

  KubernetesClient client() {
    return proxy(
        KubernetesClient.class,
        (_, method, arguments) ->
            switch (method.getName()) {
              case "resource" -> resource(method.getReturnType(), (HasMetadata) arguments[0]);
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  private Object resource(Class<?> type, HasMetadata item) {
    return proxy(
        type,
        (_, method, arguments) ->
            switch (method.getName()) {
              case "subresource" -> resource(method.getReturnType(), item);
              case "patch" -> patched(item);
              case "create" -> created(item);
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  /** As the API server answers: with the resourceVersion that the cache has at once. */
  private HasMetadata patched(HasMetadata item) {
    item.getMetadata().setResourceVersion(RESOURCE_VERSION);
    statuses.add(((CustomResource<?, ?>) item).getStatus());
    return item;
  }

  private HasMetadata created(HasMetadata item) {
    Event event = (Event) item;
    eventNames.add(event.getMetadata().getName());
    events.add(event.getType() + " " + event.getReason() + ": " + event.getMessage());
    return item;
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
    return type.cast(proxy);
  }

  /** The status written last; null if none was. */
  @Nullable Object last() {
    return statuses.isEmpty() ? null : statuses.getLast();
  }
}
