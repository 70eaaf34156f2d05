package dev.aileron.sandbox.process;

import dev.aileron.sandbox.SandboxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Free ports on loopback.
 *
 * <p>A program that must be told its port gets one that was free a moment ago. Somebody else may
 * take it first; then the program is started again on another one.
 */
public final class Ports {

  private static final int ATTEMPTS = 5;

  private Ports() {}

  /** Something that listens on a port it is given. */
  @FunctionalInterface
  public interface Listener<T> {

    /**
     * Starts listening.
     *
     * @throws PortTakenException to be asked again with another port
     */
    T start(int port) throws PortTakenException, IOException, InterruptedException;
  }

  /** The port went to somebody else between choosing and using it. */
  public static final class PortTakenException extends Exception {

    private static final long serialVersionUID = 1L;

    public PortTakenException(String message) {
      super(message);
    }
  }

  /** A port of 127.0.0.1 that nobody listens on right now. */
  public static int free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /**
   * Starts a program on a free port, and on another one as often as it finds it taken.
   *
   * @throws SandboxException when five ports in a row were taken
   */
  public static <T> T listen(String program, Listener<T> listener)
      throws IOException, InterruptedException {
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        return listener.start(free());
      } catch (PortTakenException e) {
        last = String.valueOf(e.getMessage());
      }
    }
    throw new SandboxException(
        "%s found its port taken %d times in a row (%s). Is something on this machine taking every port?"
            .formatted(program, ATTEMPTS, last));
  }
}
