package io.mlconnector.sandbox.zendesk;

import io.mlconnector.sandbox.zendesk.state.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends webhooks by the vendor's rules: signed when sent, tried again after a time-out (5 times),
 * 409 (3 times), and 429 or 503 that name a Retry-After below 60 s; everything else is lost. A
 * circuit breaker drops calls for 5 s after 70 % errors of 100 calls in 5 minutes, or 1,000 errors.
 */
final class WebhookSender implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(12);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int AFTER_TIMEOUT = 5;
  private static final int AFTER_CONFLICT = 3;
  private static final int LONGEST_WAIT = 60;
  private static final int KEPT = 500;
  private static final Duration BREAKER_WINDOW = Duration.ofMinutes(5);
  private static final Duration BREAKER_OPEN = Duration.ofSeconds(5);
  private static final int BREAKER_CALLS = 100;
  private static final int BREAKER_ERRORS = 1000;
  private static final double BREAKER_SHARE = 0.7;

  /** One try at a call, as {@code /invocations} would show it. */
  record Attempt(String webhook, String invocation, String status, int answer) {}

  private record Outgoing(Webhook webhook, byte[] body, String invocation, int tries) {
    Outgoing again() {
      return new Outgoing(webhook, body, invocation, tries + 1);
    }
  }

  private record Ended(long nanos, boolean error) {}

  private final InstantSource clock;
  private final HttpClient http;
  private final ScheduledExecutorService timer;
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final Deque<Ended> recent = new ArrayDeque<>();
  private final List<Outgoing> held = new ArrayList<>();
  private boolean holding;
  private long openUntil = Long.MIN_VALUE;

  WebhookSender(InstantSource clock) {
    this.clock = clock;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "zendesk-webhooks");
              thread.setDaemon(true);
              return thread;
            });
    this.http = HttpClient.newBuilder().executor(timer).build();
  }

  /** Sends soon, or keeps it while calls are held. */
  synchronized void send(Webhook webhook, byte[] body) {
    Outgoing call = new Outgoing(webhook, body, UUID.randomUUID().toString(), 0);
    if (holding) {
      held.add(call);
    } else {
      timer.execute(() -> attempt(call));
    }
  }

  /** Keeps everything that is to be sent from now on. */
  synchronized void hold() {
    holding = true;
  }

  /**
   * Sends what was kept, signed at this moment.
   *
   * @param copies of each
   * @param reversed whether the newest goes first
   * @param drop how many of the oldest are lost
   */
  synchronized int release(int copies, boolean reversed, int drop) {
    holding = false;
    List<Outgoing> calls = new ArrayList<>(held.subList(Math.min(drop, held.size()), held.size()));
    held.clear();
    if (reversed) {
      Collections.reverse(calls);
    }
    for (Outgoing call : calls) {
      for (int copy = 0; copy < copies; copy++) {
        timer.execute(() -> attempt(call));
      }
    }
    return calls.size() * copies;
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  private void attempt(Outgoing call) {
    if (broken()) {
      note(call, "circuit broken", 0);
      return;
    }
    HttpRequest request;
    try {
      request = request(call);
    } catch (IllegalArgumentException e) {
      note(call, "terminated", 0);
      return;
    }
    http.sendAsync(request, BodyHandlers.discarding())
        .whenComplete((answer, failure) -> answered(call, answer, failure));
  }

  private HttpRequest request(Outgoing call) {
    String stamp = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    return HttpRequest.newBuilder(URI.create(call.webhook().endpoint()))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("User-Agent", "Zendesk Webhook")
        .header("X-Zendesk-Webhook-Id", call.webhook().id())
        .header("X-Zendesk-Webhook-Invocation-Id", call.invocation())
        .header("X-Zendesk-Account-Id", "21825834")
        .header("X-Zendesk-Webhook-Signature-Timestamp", stamp)
        .header(
            "X-Zendesk-Webhook-Signature", signature(call.webhook().secret(), stamp, call.body()))
        .POST(BodyPublishers.ofByteArray(call.body()))
        .build();
  }

  /** The secret is a key as it stands, although it looks like base64. */
  static String signature(String secret, String stamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(stamp.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has HmacSHA256", e);
    }
  }

  private void answered(Outgoing call, HttpResponse<Void> answer, Throwable failure) {
    int status = answer == null ? 0 : answer.statusCode();
    ended(status < 200 || status >= 300);
    note(call, status == 429 ? "throttled" : "terminated", status);
    Duration pause = again(call, answer, failure);
    if (pause != null) {
      timer.schedule(() -> attempt(call.again()), pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** After how long the call is made again; null for never. */
  private static Duration again(Outgoing call, HttpResponse<Void> answer, Throwable failure) {
    if (answer == null) {
      Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
      boolean timedOut = cause instanceof HttpTimeoutException;
      return timedOut && call.tries() < AFTER_TIMEOUT ? PAUSE : null;
    }
    if (answer.statusCode() == 409) {
      return call.tries() < AFTER_CONFLICT ? PAUSE : null;
    }
    if (answer.statusCode() == 429 || answer.statusCode() == 503) {
      String told = answer.headers().firstValue("Retry-After").orElse("");
      boolean soon = told.matches("\\d{1,4}") && Integer.parseInt(told) < LONGEST_WAIT;
      return soon && call.tries() < AFTER_TIMEOUT
          ? Duration.ofSeconds(Math.max(1, Integer.parseInt(told)))
          : null;
    }
    return null;
  }

  private synchronized void note(Outgoing call, String status, int answer) {
    attempts.addLast(new Attempt(call.webhook().id(), call.invocation(), status, answer));
    if (attempts.size() > KEPT) {
      attempts.removeFirst();
    }
  }

  private synchronized void ended(boolean error) {
    long now = System.nanoTime();
    recent.addLast(new Ended(now, error));
    while (!recent.isEmpty() && now - recent.peekFirst().nanos() > BREAKER_WINDOW.toNanos()) {
      recent.removeFirst();
    }
    long errors = recent.stream().filter(Ended::error).count();
    boolean many = recent.size() >= BREAKER_CALLS && errors >= BREAKER_SHARE * recent.size();
    if (many || errors > BREAKER_ERRORS) {
      openUntil = now + BREAKER_OPEN.toNanos();
    }
  }

  private synchronized boolean broken() {
    return openUntil != Long.MIN_VALUE && System.nanoTime() - openUntil < 0;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
