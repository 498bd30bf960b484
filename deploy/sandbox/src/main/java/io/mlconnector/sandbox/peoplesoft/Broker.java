package io.mlconnector.sandbox.peoplesoft;

import io.mlconnector.sandbox.CallSender;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.zip.DeflaterOutputStream;

/**
 * The Integration Broker's HTTP target connector (sheet 2.7): any 2xx is success, 404, 503 and no
 * answer are tried again, everything else is an error that waits for a person. What waits does not
 * outlive the process.
 */
final class Broker implements Publisher, CallSender.Manner<Outgoing>, AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int KEPT = 5_000;

  /** What became of a call; status 0 for no answer. */
  record Attempt(String id, String operation, int tries, int status) {}

  private final CallSender<Outgoing> calls = new CallSender<>("peoplesoft-push", this);
  private final PeopleSoftClock clock;
  private final Supplier<PeopleSoftSettings> settings;
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final List<Outgoing> errors = new ArrayList<>();
  private Push push;
  private long delivered;
  private long changes;

  Broker(PeopleSoftClock clock, Supplier<PeopleSoftSettings> settings) {
    this.clock = clock;
    this.settings = settings;
  }

  CallSender<?> calls() {
    return calls;
  }

  synchronized void set(Push now) {
    push = now;
    changes++;
  }

  synchronized Push push() {
    return push;
  }

  @Override
  public void hired(Person person) {
    publish(Operation.PERSON_BASIC_SYNC, List.of(Messages.person(person, "")));
    publish(Operation.WORKFORCE_SYNC, Messages.jobs(person, "A"));
    publish(Operation.PERSON_BASIC_SYNC, List.of(Messages.person(person, "C")));
  }

  @Override
  public void worked(Person person) {
    publish(Operation.WORKFORCE_SYNC, Messages.jobs(person, "C"));
  }

  @Override
  public void changed(Person person) {
    publish(Operation.PERSON_BASIC_SYNC, List.of(Messages.person(person, "C")));
  }

  @Override
  public void added(Row vendor) {
    publish(Operation.VENDOR_SYNC, List.of(Messages.vendor(vendor, "A")));
  }

  @Override
  public void changed(Row vendor) {
    publish(Operation.VENDOR_SYNC, List.of(Messages.vendor(vendor, "C")));
  }

  /**
   * Publishes these transactions where there is a routing: a SYNC as one message each, a FULLSYNC
   * as one message.
   *
   * @return how many messages
   */
  synchronized int publish(Operation operation, List<Rec> transactions) {
    if (push == null || !push.operations().contains(operation.name()) || transactions.isEmpty()) {
      return 0;
    }
    if (operation.isFull()) {
      send(operation, transactions);
      return 1;
    }
    transactions.forEach(transaction -> send(operation, List.of(transaction)));
    return transactions.size();
  }

  private void send(Operation operation, List<Rec> transactions) {
    String body = RowsetXml.of(operation.name(), transactions, push.aliases());
    String published = Columns.text(clock.now());
    calls.send(new Outgoing(UUID.randomUUID().toString(), operation, published, body));
  }

  @Override
  public synchronized Optional<HttpRequest> request(Outgoing message) {
    if (push == null) {
      return Optional.empty();
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(push.url()))
            .timeout(TIMEOUT)
            .header("Content-Type", "text/xml; charset=UTF-8")
            .header("ExternalOperationName", message.operation().external())
            .header("OperationType", "asynch")
            .header("OrigTimeStamp", message.published())
            .header("NonRepudiation", "N")
            .header("From", settings.get().node())
            .header("To", "MLCONNECTOR");
    if (!push.transactionIdHeader().isEmpty()) {
      request.header(push.transactionIdHeader(), message.id());
    }
    push.headers().forEach(request::header);
    byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
    if (push.compressed()) {
      body = compressed(body);
    }
    int length = body.length;
    if (push.truncate() > 0) {
      length /= 2;
      push = push.truncate(push.truncate() - 1);
    }
    return Optional.of(request.POST(BodyPublishers.ofByteArray(body, 0, length)).build());
  }

  private static byte[] compressed(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      deflated.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encode(bytes.toByteArray());
  }

  @Override
  public synchronized Duration ended(
      Outgoing message, int tries, HttpResponse<Void> answer, Throwable failure) {
    int status = answer == null ? 0 : answer.statusCode();
    attempts.addLast(new Attempt(message.id(), message.operation().name(), tries, status));
    if (attempts.size() > KEPT) {
      attempts.removeFirst();
    }
    if (status >= 200 && status < 300) {
      delivered++;
      return null;
    }
    boolean again = status == 0 || status == 404 || status == 503;
    if (again && push != null && push.isGuaranteed()) {
      return Duration.ofMillis(push.retryMillis());
    }
    errors.add(message);
    return null;
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  synchronized List<Outgoing> errors() {
    return List.copyOf(errors);
  }

  synchronized long delivered() {
    return delivered;
  }

  /** Sends once more what ended in an error, as a person does in the monitor. */
  synchronized int resubmit() {
    List<Outgoing> again = List.copyOf(errors);
    errors.clear();
    again.forEach(calls::send);
    return again.size();
  }

  synchronized long changes() {
    return changes;
  }

  @Override
  public void close() {
    calls.close();
  }
}
