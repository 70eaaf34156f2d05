package dev.aileron.sandbox.kubernetes;

import dev.aileron.sandbox.process.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Writes the files with which clients reach the API server: its address, its authority, a token.
 */
final class Kubeconfig {

  private Kubeconfig() {}

  /** Writes a kubeconfig that only its owner may read. */
  static Path write(
      Path file, String server, Path authority, String user, String token, String namespace)
      throws IOException {
    PrivateFiles.write(
        file,
        """
        apiVersion: v1
        kind: Config
        current-context: sandbox
        clusters:
          - name: sandbox
            cluster:
              server: %s
              certificate-authority-data: %s
        contexts:
          - name: sandbox
            context:
              cluster: sandbox
              user: %s
              namespace: %s
        users:
          - name: %s
            user:
              token: %s
        """
            .formatted(
                server,
                Base64.getEncoder().encodeToString(Files.readAllBytes(authority)),
                user,
                namespace,
                user,
                token));
    return file;
  }
}
