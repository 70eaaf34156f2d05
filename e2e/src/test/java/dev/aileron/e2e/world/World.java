package dev.aileron.e2e.world;

/** One sandbox with an operator, and everything by which its outside looks at it. */
public record World(
    Sandbox sandbox, Cluster cluster, Aws aws, RequestLog requests, StatusWatch statuses)
    implements AutoCloseable {

  static World start() {
    var sandbox = Sandbox.up();
    var cluster = Cluster.of(sandbox);
    return new World(
        sandbox, cluster, Aws.of(sandbox), new RequestLog(sandbox), StatusWatch.start(cluster));
  }

  @Override
  public void close() {
    statuses.close();
    cluster.close();
    aws.close();
    sandbox.close();
  }
}
