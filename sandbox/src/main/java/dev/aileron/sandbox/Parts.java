package dev.aileron.sandbox;

import java.util.ArrayList;
import java.util.List;

/** Which parts a sandbox has. An operator needs the other two. */
public record Parts(boolean aws, boolean kubernetes, boolean operator) {

  /** The programs these parts need, by name. */
  public List<String> programs() {
    var programs = new ArrayList<String>();
    if (kubernetes) {
      programs.addAll(List.of("etcd", "kube-apiserver", "kube-controller-manager"));
    }
    if (operator) {
      programs.add("helm");
    }
    return programs;
  }
}
