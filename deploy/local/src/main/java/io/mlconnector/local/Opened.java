package io.mlconnector.local;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What has been started: services are closed first and side by side, then the rest in reverse
 * order. What comes up after the end began is closed at once, so that Ctrl-C in the middle of a
 * start leaves nothing behind.
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

  /** What was closed by somebody else. */
  synchronized void forget(AutoCloseable closed) {
    parts.removeIf(part -> part.closeable() == closed);
  }

  @Override
  public void close() {
    List<Part> newestFirst;
    synchronized (this) {
      closed = true;
      newestFirst = List.copyOf(parts);
      parts.clear();
    }
    closeTogether(newestFirst.stream().filter(Opened::isService).toList());
    newestFirst.stream().filter(part -> !isService(part)).forEach(Opened::closeQuietly);
  }

  private static boolean isService(Part part) {
    return part.closeable() instanceof ServiceProcess;
  }

  /** Services do not need each other to end, and each takes its seconds. */
  private static void closeTogether(List<Part> services) {
    List<Callable<?>> closings = new ArrayList<>();
    services.forEach(
        part ->
            closings.add(
                () -> {
                  closeQuietly(part);
                  return null;
                }));
    try {
      Together.run(closings);
    } catch (Exception e) {
      System.err.println("The services did not stop cleanly: " + e.getMessage());
    }
  }

  private static void closeQuietly(Part part) {
    try {
      part.closeable().close();
    } catch (Exception e) {
      System.err.println(part.name() + " did not stop cleanly: " + e.getMessage());
    }
  }
}
