package io.mlconnector.sandbox;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Calls others as a vendor's webhooks do, again where its manner says so, and can hold, double,
 * reverse and lose calls on demand. What is held or waits does not outlive the process.
 */
public final class CallSender<C> implements AutoCloseable {

  /** How a vendor makes its calls; asked by one thread. */
  public interface Manner<C> {

    /** The call as it goes out at this moment; empty when it is not made after all. */
    Optional<HttpRequest> request(C call);

    /**
     * Takes note of how a try ended.
     *
     * @param tries how many there were before it
     * @param answer null when none came
     * @param failure why none came
     * @return after how long the call is made again; null for never
     */
    Duration ended(C call, int tries, HttpResponse<Void> answer, Throwable failure);
  }

  private final Manner<C> manner;
  private final ScheduledExecutorService timer;
  private final HttpClient http;
  private final List<C> held = new ArrayList<>();
  private boolean holding;

  public CallSender(String threadName, Manner<C> manner) {
    this.manner = manner;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, threadName);
              thread.setDaemon(true);
              return thread;
            });
    this.http = HttpClient.newBuilder().executor(timer).build();
  }

  /** Sends soon, or keeps it while calls are held. */
  public synchronized void send(C call) {
    if (holding) {
      held.add(call);
    } else {
      later(call, 0, Duration.ZERO);
    }
  }

  /** Keeps everything that is to be sent from now on. */
  public synchronized void hold() {
    holding = true;
  }

  /**
   * Sends what was kept, as it is at this moment.
   *
   * @param copies of each
   * @param reversed whether the newest goes first
   * @param drop how many of the oldest are lost
   * @return how many are sent
   */
  public synchronized int release(int copies, boolean reversed, int drop) {
    holding = false;
    List<C> calls = new ArrayList<>(held.subList(Math.min(drop, held.size()), held.size()));
    held.clear();
    if (reversed) {
      Collections.reverse(calls);
    }
    for (C call : calls) {
      for (int copy = 0; copy < copies; copy++) {
        later(call, 0, Duration.ZERO);
      }
    }
    return calls.size() * copies;
  }

  private void later(C call, int tries, Duration pause) {
    try {
      timer.schedule(() -> attempt(call, tries), pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      if (!timer.isShutdown()) {
        throw e;
      }
    }
  }

  private void attempt(C call, int tries) {
    manner
        .request(call)
        .ifPresent(
            request ->
                http.sendAsync(request, BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> ended(call, tries, answer, failure)));
  }

  private void ended(C call, int tries, HttpResponse<Void> answer, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    Duration pause = manner.ended(call, tries, answer, cause);
    if (pause != null) {
      later(call, tries + 1, pause);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
