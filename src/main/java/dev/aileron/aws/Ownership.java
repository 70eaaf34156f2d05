package dev.aileron.aws;

import java.util.Map;
import java.util.TreeMap;

/**
 * Whose a thing in AWS is, as tags on it. The uid is written and not compared: an object that was
 * deleted with Retain and made again, or restored from a backup, owns what it owned before.
 *
 * @param cluster name of the cluster
 * @param namespace of the object
 * @param name of the object
 * @param uid of the object
 */
public record Ownership(String cluster, String namespace, String name, String uid) {
  private static final String PREFIX = "aileron.dev/";

  /** The ownership tags together with the others; ownership wins. */
  public Map<String, String> with(Map<String, String> environmentTags, Map<String, String> own) {
    Map<String, String> tags = new TreeMap<>(environmentTags);
    tags.putAll(own);
    tags.put(PREFIX + "cluster", cluster);
    tags.put(PREFIX + "namespace", namespace);
    tags.put(PREFIX + "name", name);
    tags.put(PREFIX + "uid", uid);
    return tags;
  }

  /** Whether a thing with these tags is this object's. */
  public boolean owns(Map<String, String> tags) {
    return cluster.equals(tags.get(PREFIX + "cluster"))
        && namespace.equals(tags.get(PREFIX + "namespace"))
        && name.equals(tags.get(PREFIX + "name"));
  }

  /** Whether a thing with these tags is any object's, of whatever cluster. */
  public static boolean isOwned(Map<String, String> tags) {
    return tags.containsKey(PREFIX + "name");
  }

  /** Who owns a thing with these tags, for people. */
  public static String describe(Map<String, String> tags) {
    String name = tags.get(PREFIX + "name");
    if (name == null) {
      return "it has no ownership tags, so something other than Aileron made it";
    }
    return "it belongs to "
        + tags.get(PREFIX + "namespace")
        + "/"
        + name
        + " of cluster "
        + tags.get(PREFIX + "cluster");
  }
}
