package io.mlconnector.sandbox.dynamics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlconnector.sandbox.CallSender;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Sends business events (sheet 1.7): one when an endpoint is configured, then one per committed
 * change of a customer or vendor, by control or by the API. A call that fails is made three times
 * more, a second apart; then it stands in the error log until somebody sends it again. Both events
 * are custom ones, as no delivered event tells of customers or vendors.
 */
final class BusinessEvents implements CallSender.Manner<BusinessEvents.Sending>, AutoCloseable {

  static final String CUSTOMER_CHANGED = "CustCustomerChangedBusinessEvent";
  static final String VENDOR_CHANGED = "VendVendorChangedBusinessEvent";

  /** The table whose changes each event tells. */
  static final Map<String, String> CATALOG =
      Map.of(Entities.CUSTOMERS.set(), CUSTOMER_CHANGED, Entities.VENDORS_V2.set(), VENDOR_CHANGED);

  static final int MOST_ENDPOINTS = 10;
  private static final int RETRIES = 3;
  private static final int KEPT = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(12);

  /** One payload on its way to one endpoint. */
  record Sending(String id, EventEndpoint endpoint, ObjectNode payload) {}

  /** One try at a call; {@code status} is 0 when no answer came. */
  record Attempt(String endpoint, String event, long controlNumber, int status) {}

  private final Clock clock;
  private final Random random;
  private final Supplier<DynamicsSettings> settings;
  private final CallSender<Sending> calls = new CallSender<>("dynamics-events", this);
  private final Map<String, EventEndpoint> endpoints = new LinkedHashMap<>();
  private final Map<String, Sending> failed = new LinkedHashMap<>();
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private long lastControlNumber = 5_637_985_362L;
  private long changes;

  BusinessEvents(Clock clock, long seed, Supplier<DynamicsSettings> settings) {
    this.clock = clock;
    this.random = new Random(seed);
    this.settings = settings;
  }

  CallSender<?> calls() {
    return calls;
  }

  /**
   * Activates an event for an endpoint, which gets the test event at once; throws {@link
   * IllegalArgumentException} when it cannot be called or is one too many.
   */
  synchronized EventEndpoint configure(EventEndpoint wanted) {
    long same =
        endpoints.values().stream()
            .filter(each -> each.event().equals(wanted.event()))
            .filter(each -> each.company().equals(wanted.company()))
            .count();
    if (same >= MOST_ENDPOINTS) {
      throw new IllegalArgumentException(
          "event: " + MOST_ENDPOINTS + " endpoints are the most for one event and legal entity");
    }
    ObjectNode test =
        EventPayload.flat(EventPayload.TEST_EVENT, "", null, Long.MIN_VALUE, clock.instant());
    request(new Sending("", wanted, test));
    changes++;
    endpoints.put(wanted.id(), wanted);
    send(wanted, test);
    return wanted;
  }

  synchronized boolean remove(String id) {
    changes++;
    return endpoints.remove(id) != null;
  }

  synchronized List<EventEndpoint> endpoints() {
    return List.copyOf(endpoints.values());
  }

  /** Tells of a change that is committed. */
  synchronized void changed(EntityType type, Entry entry) {
    String event = CATALOG.get(Entities.table(type.set()));
    if (event == null || settings.get().eventsStopped()) {
      return;
    }
    List<EventEndpoint> wanting =
        endpoints.values().stream().filter(each -> each.wants(event, entry.company())).toList();
    if (!wanting.isEmpty()) {
      lastControlNumber += 1 + random.nextInt(4);
      changes++;
      ObjectNode payload =
          EventPayload.flat(
              event,
              entry.row().text(EntityType.COMPANY),
              entry.row().text(type.keys().get(1)),
              lastControlNumber,
              clock.instant());
      wanting.forEach(endpoint -> send(endpoint, payload));
    }
  }

  private void send(EventEndpoint endpoint, ObjectNode payload) {
    calls.send(new Sending(UUID.randomUUID().toString(), endpoint, payload));
  }

  @Override
  public Optional<HttpRequest> request(Sending call) {
    boolean proxied = call.endpoint().form() == EventEndpoint.Form.DATAVERSE;
    ObjectNode body = proxied ? EventPayload.proxied(call.payload()) : call.payload();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(call.endpoint().url()))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8));
    if (proxied) {
      request
          .header("x-request-id", UUID.randomUUID().toString())
          .header("x-ms-dynamics-organization", "sandbox.crm.example")
          .header("x-ms-dynamics-entity-name", body.path("PrimaryEntityName").asText())
          .header("x-ms-dynamics-request-name", body.path("MessageName").asText());
    }
    call.endpoint().headers().forEach(request::header);
    return Optional.of(request.build());
  }

  @Override
  public synchronized Duration ended(
      Sending call, int tries, HttpResponse<Void> answer, Throwable failure) {
    int status = answer == null ? 0 : answer.statusCode();
    attempts.addLast(
        new Attempt(
            call.endpoint().id(),
            call.payload().path("BusinessEventId").asText(),
            call.payload().path("ControlNumber").asLong(),
            status));
    if (attempts.size() > KEPT) {
      attempts.removeFirst();
    }
    if (status >= 200 && status < 300) {
      return null;
    }
    if (tries < RETRIES) {
      return Duration.ofMillis(settings.get().eventPauseMillis());
    }
    changes++;
    failed.put(call.id(), call);
    return null;
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** What was given up, oldest first. */
  synchronized List<Sending> errorLog() {
    return List.copyOf(failed.values());
  }

  /** Sends an entry of the error log again, unchanged; false when there is none of that id. */
  synchronized boolean resend(String id) {
    Sending call = failed.remove(id);
    if (call != null) {
      changes++;
      calls.send(call);
    }
    return call != null;
  }

  synchronized long changes() {
    return changes;
  }

  synchronized EventState state() {
    return new EventState(lastControlNumber, endpoints(), errorLog());
  }

  synchronized void restore(EventState saved) {
    lastControlNumber = saved.lastControlNumber();
    endpoints.clear();
    failed.clear();
    saved.endpoints().forEach(each -> endpoints.put(each.id(), each));
    saved.errorLog().forEach(each -> failed.put(each.id(), each));
  }

  @Override
  public void close() {
    calls.close();
  }
}
