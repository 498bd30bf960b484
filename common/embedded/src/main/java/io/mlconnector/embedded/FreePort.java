package io.mlconnector.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a loopback port that nothing listens on.
 *
 * <p>Ports come from 20000–31999, below the range from which operating systems serve outgoing
 * connections. So while a server is stopped for a test, no client's own connection can take its
 * port (a client that retries a closed loopback port may even connect to itself).
 */
public final class FreePort {

  private static final int LOWEST = 20_000;
  private static final int BOUND = 32_000;
  private static final int TRIES = 200;
  private static final int TIMEOUT_MILLIS = 500;

  private FreePort() {}

  /** A port that was free a moment ago; another process may still be faster. */
  public static int find() {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BOUND);
      if (isFree(port)) {
        return port;
      }
    }
    throw new UncheckedIOException(
        new IOException("no free port between " + LOWEST + " and " + BOUND + ": close something"));
  }

  /**
   * Whether nothing listens on this loopback port now.
   *
   * <p>Asked by connecting, not by binding: a socket that is bound for the question is inherited by
   * every process that another thread of this JVM starts in that moment, and stays bound there.
   */
  public static boolean isFree(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      return false;
    } catch (ConnectException refused) {
      return true;
    } catch (IOException unclear) {
      return false;
    }
  }
}
