package io.mlconnector.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What has been started, closed in reverse order; what comes up after the end began is closed at
 * once, so that Ctrl-C in the middle of a start leaves nothing behind.
 */
final class Opened implements AutoCloseable {

  private final Deque<Part> parts = new ArrayDeque<>();
  private boolean closed;

  /** Something to close and what to call it. */
  record Part(String name, AutoCloseable closeable) {}

  /** Takes charge of it; throws {@link CannotRun} when the run is ending already. */
  <T extends AutoCloseable> T add(String name, T closeable) {
    synchronized (this) {
      if (!closed) {
        parts.push(new Part(name, closeable));
        return closeable;
      }
    }
    closeQuietly(new Part(name, closeable));
    throw new CannotRun("The run was ended while it started.");
  }

  @Override
  public void close() {
    List<Part> newestFirst;
    synchronized (this) {
      closed = true;
      newestFirst = List.copyOf(parts);
      parts.clear();
    }
    newestFirst.forEach(Opened::closeQuietly);
  }

  private static void closeQuietly(Part part) {
    try {
      part.closeable().close();
    } catch (Exception e) {
      System.err.println(part.name() + " did not stop cleanly: " + e.getMessage());
    }
  }
}
