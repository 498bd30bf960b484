package io.mlconnector.sandbox.zendesk;

import io.mlconnector.sandbox.CallSender;
import io.mlconnector.sandbox.zendesk.state.Webhook;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends webhooks by the vendor's rules: signed when sent, tried again after a time-out (5 times),
 * 409 (3 times), and 429 or 503 that name a Retry-After below 60 s; everything else is lost. A
 * circuit breaker drops calls for 5 s after 70 % errors of 100 calls in 5 minutes, or 1,000 errors.
 */
final class WebhookSender implements CallSender.Manner<WebhookSender.Outgoing>, AutoCloseable {

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

  record Outgoing(Webhook webhook, byte[] body, String invocation) {}

  private record Ended(long nanos, boolean error) {}

  private final InstantSource clock;
  private final CallSender<Outgoing> calls = new CallSender<>("zendesk-webhooks", this);
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final Deque<Ended> recent = new ArrayDeque<>();
  private long openUntil = Long.MIN_VALUE;

  WebhookSender(InstantSource clock) {
    this.clock = clock;
  }

  /** Sends soon, or keeps it while calls are held. */
  void send(Webhook webhook, byte[] body) {
    calls.send(new Outgoing(webhook, body, UUID.randomUUID().toString()));
  }

  CallSender<?> calls() {
    return calls;
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** Signed at this moment; nothing while the circuit is broken. */
  @Override
  public Optional<HttpRequest> request(Outgoing call) {
    if (broken()) {
      note(call, "circuit broken", 0);
      return Optional.empty();
    }
    try {
      return Optional.of(signed(call));
    } catch (IllegalArgumentException e) {
      note(call, "terminated", 0);
      return Optional.empty();
    }
  }

  private HttpRequest signed(Outgoing call) {
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

  @Override
  public Duration ended(Outgoing call, int tries, HttpResponse<Void> answer, Throwable failure) {
    int status = answer == null ? 0 : answer.statusCode();
    ended(status < 200 || status >= 300);
    note(call, status == 429 ? "throttled" : "terminated", status);
    return again(tries, answer, failure);
  }

  /** After how long the call is made again; null for never. */
  private static Duration again(int tries, HttpResponse<Void> answer, Throwable failure) {
    if (answer == null) {
      boolean timedOut = failure instanceof HttpTimeoutException;
      return timedOut && tries < AFTER_TIMEOUT ? PAUSE : null;
    }
    if (answer.statusCode() == 409) {
      return tries < AFTER_CONFLICT ? PAUSE : null;
    }
    if (answer.statusCode() == 429 || answer.statusCode() == 503) {
      String told = answer.headers().firstValue("Retry-After").orElse("");
      boolean soon = told.matches("\\d{1,4}") && Integer.parseInt(told) < LONGEST_WAIT;
      return soon && tries < AFTER_TIMEOUT
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
    calls.close();
  }
}
