package io.mlconnector.sandbox.tableau;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.CallSender;
import io.mlconnector.sandbox.SandboxJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells enabled webhooks of events: unsigned, without an id, and three times more with growing
 * pauses when no 2xx comes. A webhook whose events do not arrive is disabled (sheet T6).
 */
final class Webhooks implements CallSender.Manner<Webhooks.Sending>, AutoCloseable {

  private static final int RETRIES = 3;
  private static final int KEPT = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  record Sending(String webhook, ObjectNode body) {}

  /** One try at a call; {@code status} is 0 when no answer came. */
  record Attempt(String webhook, String event, String luid, int status) {}

  private final Clock clock;
  private final Supplier<TableauSettings> settings;
  private final Map<String, Webhook> all = new LinkedHashMap<>();
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final CallSender<Sending> calls = new CallSender<>("tableau-webhooks", this);
  private long changes;

  Webhooks(Clock clock, Supplier<TableauSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  CallSender<?> calls() {
    return calls;
  }

  synchronized void put(Webhook webhook) {
    all.put(webhook.id(), webhook);
    changes++;
  }

  synchronized void remove(String id) {
    all.remove(id);
    changes++;
  }

  synchronized List<Webhook> all() {
    return List.copyOf(all.values());
  }

  /** Throws {@link Refusal} for an id that no webhook has. */
  synchronized Webhook existing(String id) {
    return Optional.ofNullable(all.get(id))
        .orElseThrow(() -> Refusal.notFound("404026", "The webhook could not be found."));
  }

  synchronized void raise(String event, String resource, String name, String luid) {
    ObjectNode body =
        SandboxJson.object()
            .put("resource", resource)
            .put("event_type", event)
            .put("resource_name", name)
            .put("site_luid", Site.ID)
            .put("resource_luid", luid)
            .put("created_at", Site.seconds(clock.instant()));
    all.values().stream()
        .filter(webhook -> webhook.enabled() && webhook.event().equals(event))
        .forEach(webhook -> calls.send(new Sending(webhook.id(), body)));
  }

  @Override
  public synchronized Optional<HttpRequest> request(Sending call) {
    Webhook webhook = all.get(call.webhook());
    return webhook == null || !webhook.enabled()
        ? Optional.empty()
        : Optional.of(request(webhook.url(), call.body().toString()));
  }

  static HttpRequest request(String url, String body) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json;charset=UTF-8")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public synchronized Duration ended(
      Sending call, int tries, HttpResponse<Void> answer, Throwable failure) {
    int status = answer == null ? 0 : answer.statusCode();
    attempts.addLast(
        new Attempt(
            call.webhook(),
            call.body().path("event_type").asText(),
            call.body().path("resource_luid").asText(),
            status));
    if (attempts.size() > KEPT) {
      attempts.removeFirst();
    }
    Webhook webhook = all.get(call.webhook());
    boolean arrived = status >= 200 && status < 300;
    if (webhook == null || (arrived && webhook.failures() == 0)) {
      return null;
    }
    if (!arrived && tries < RETRIES) {
      return Duration.ofMillis((long) settings.get().webhookPauseMillis() << tries);
    }
    int failures = arrived ? 0 : webhook.failures() + 1;
    boolean disabled = failures >= settings.get().webhookFailures();
    put(
        disabled
            ? webhook.state(false, "Disabled after repeated failures to deliver", failures)
            : webhook.state(webhook.enabled(), webhook.reason(), failures));
    return null;
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  synchronized long changes() {
    return changes;
  }

  synchronized ArrayNode save() {
    return SandboxJson.MAPPER.valueToTree(List.copyOf(all.values()));
  }

  synchronized void restore(JsonNode saved) {
    all.clear();
    saved.forEach(each -> put(SandboxJson.MAPPER.convertValue(each, Webhook.class)));
  }

  @Override
  public void close() {
    calls.close();
  }
}
